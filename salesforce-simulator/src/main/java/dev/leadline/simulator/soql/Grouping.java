package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY with its aggregates, HAVING and ORDER BY; a group is an array of keys, then aggregates.
 */
final class Grouping {
  private final Scope scope;
  private final List<Bound<Row>> keys = new ArrayList<>();
  private final List<Set<Integer>> levels;
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<Answer.Cell> cells = new ArrayList<>();
  private final Values values;
  private final Filters.@Nullable Filter<List<@Nullable Object>> having;
  private final Sorting<List<@Nullable Object>> sorting;

  static boolean isWanted(Query query) {
    return !query.groupBy().isEmpty()
        || query.select().stream()
            .anyMatch(item -> item instanceof Query.Value value && holdsAggregate(value.operand()));
  }

  Grouping(Scope scope) {
    this.scope = scope;
    this.values = new Values(scope);
    Query query = scope.query();
    query.groupBy().forEach(this::addKey);
    this.levels = levels(query.subtotals(), keys.size());
    query.select().forEach(this::addCell);
    Filters<List<@Nullable Object>> filters = new Filters<>(scope, this::bind, sub -> refuse());
    this.having = query.having() == null ? null : filters.compile(query.having());
    List<Sorting.Key<List<@Nullable Object>>> orders = new ArrayList<>();
    for (Query.Order order : query.orderBy()) {
      orders.add(
          new Sorting.Key<>(bind(meant(order.operand())), order.descending(), order.nullsFirst()));
    }
    this.sorting = new Sorting<>(orders, values);
  }

  /** Which keys are told apart: all of them, and for subtotals some of them, down to none. */
  private static List<Set<Integer>> levels(Query.Subtotals subtotals, int keys) {
    List<Set<Integer>> levels = new ArrayList<>();
    for (int chosen = (1 << keys) - 1; chosen >= 0; chosen--) {
      Set<Integer> level = new TreeSet<>();
      for (int key = 0; key < keys; key++) {
        if ((chosen & (1 << key)) != 0) {
          level.add(key);
        }
      }
      boolean first = level.size() == keys;
      boolean fromTheLeft = level.stream().allMatch(key -> key < level.size());
      boolean wanted =
          switch (subtotals) {
            case NONE -> first;
            case ROLLUP -> fromTheLeft;
            case CUBE -> true;
          };
      if (wanted) {
        levels.add(level);
      }
    }
    return levels;
  }

  private static Supplier<Set<Object>> refuse() {
    throw SoqlError.malformed("semi join sub-selects are not allowed in HAVING");
  }

  private static boolean isAggregate(Operand operand) {
    return operand instanceof Operand.Call call && Scope.AGGREGATES.contains(call.function());
  }

  private static boolean holdsAggregate(Operand operand) {
    return isAggregate(operand)
        || (operand instanceof Operand.Call call
            && call.function().equals("format")
            && isAggregate(call.argument()));
  }

  private void addKey(Operand operand) {
    Bound<Row> key = scope.bind(operand);
    boolean function = operand instanceof Operand.Call;
    if (!key.field().groupable() && !function) {
      throw scope.error(
          operand,
          "MALFORMED_QUERY",
          "field '%s' can not be grouped in a query call".formatted(key.field().name()));
    }
    keys.add(key);
  }

  private void addCell(Query.Item item) {
    if (!(item instanceof Query.Value value)) {
      throw SoqlError.at(
          scope.query().text(),
          item.at(),
          "MALFORMED_QUERY",
          "Grouped query cannot use child relationships in the SELECT list");
    }
    Operand.Call format =
        value.operand() instanceof Operand.Call call && call.function().equals("format")
            ? call
            : null;
    Operand operand = format == null ? value.operand() : format.argument();
    Bound<List<@Nullable Object>> bound = bind(operand);
    int slot = slot(operand);
    String key = value.alias() == null ? defaultKey(operand, bound) : value.alias();
    if (cells.stream().anyMatch(cell -> cell.key().equalsIgnoreCase(key))) {
      throw scope.error(value.operand(), "MALFORMED_QUERY", "duplicate alias: " + key);
    }
    cells.add(
        format == null
            ? new Answer.Cell(key, bound.kind(), slot, found -> found)
            : new Answer.Cell(key, Kind.TEXT, slot, formatted(style(operand))));
  }

  private Answer.Shown formatted(Field.Style style) {
    Formats formats = new Formats(scope.view());
    return found -> formats.text(style, found);
  }

  /** A sum is written as what it sums up. */
  private Field.Style style(Operand operand) {
    Operand of =
        operand instanceof Operand.Call call && isAggregate(call) ? call.argument() : operand;
    return scope.bind(of).field().style();
  }

  /** Fields go by their own name without the path; what has no name is numbered. */
  private String defaultKey(Operand operand, Bound<?> bound) {
    if (operand instanceof Operand.Path) {
      return bound.name().substring(bound.name().lastIndexOf('.') + 1);
    }
    long unnamed = cells.stream().filter(cell -> cell.key().startsWith("expr")).count();
    return "expr" + unnamed;
  }

  private Bound<List<@Nullable Object>> bind(Operand operand) {
    int slot = slot(operand);
    if (slot < keys.size()) {
      Bound<Row> key = keys.get(slot);
      return new Bound<>(key.name(), key.kind(), key.field(), false, group -> group.get(slot));
    }
    Aggregate aggregate = aggregates.get(slot - keys.size());
    Field result = Field.of(aggregate.argument().field().name(), aggregate.kind(), -1);
    return new Bound<>(operand.text(), aggregate.kind(), result, false, group -> group.get(slot));
  }

  /** Where in a group the operand's value lies; an aggregate not met before gets a new place. */
  private int slot(Operand operand) {
    if (operand instanceof Operand.Call call && isAggregate(call)) {
      return aggregateSlot(call);
    }
    int place = place(scope.bind(operand));
    if (place >= 0) {
      return place;
    }
    throw scope.error(
        operand, "MALFORMED_QUERY", "Field must be grouped or aggregated: " + operand.text());
  }

  /** ORDER BY may use an alias of the select list. */
  private Operand meant(Operand operand) {
    for (Query.Item item : scope.query().select()) {
      if (item instanceof Query.Value value
          && value.alias() != null
          && value.alias().equalsIgnoreCase(operand.text())) {
        return value.operand();
      }
    }
    return operand;
  }

  private int aggregateSlot(Operand.Call call) {
    Bound<Row> argument = scope.bind(call.argument());
    Aggregate wanted = new Aggregate(call.function(), argument);
    if (call.function().equals("grouping") && (levels.size() < 2 || place(argument) < 0)) {
      throw scope.error(
          call, "MALFORMED_QUERY", "GROUPING() is for fields of GROUP BY ROLLUP and CUBE only");
    }
    if (!wanted.fits()) {
      throw scope.error(
          call,
          "MALFORMED_QUERY",
          "field %s does not support aggregate operator %s"
              .formatted(argument.field().name(), call.function().toUpperCase(Locale.ROOT)));
    }
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate known = aggregates.get(i);
      if (known.function().equals(wanted.function())
          && known.argument().name().equals(argument.name())) {
        return keys.size() + i;
      }
    }
    aggregates.add(wanted);
    return keys.size() + aggregates.size() - 1;
  }

  Answer.Groups run(Stream<Row> rows) {
    Map<Place, Group> groups = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      groups.put(new Place(Set.of(), List.of()), new Group(List.of(), tallies(Set.of())));
    }
    rows.forEach(row -> levels.forEach(level -> add(groups, level, row)));
    List<List<@Nullable Object>> found = new ArrayList<>();
    for (Map.Entry<Place, Group> entry : ordered(groups)) {
      List<@Nullable Object> result = entry.getValue().result();
      if (having == null || having.test().test(result)) {
        found.add(result);
      }
    }
    return new Answer.Groups(List.copyOf(cells), shown(found));
  }

  /** What tells a group from the others: the keys it tells apart, and their values. */
  private record Place(Set<Integer> level, List<@Nullable Object> values) {}

  /** A subtotal follows the groups it sums up; groups without subtotals stay as they were found. */
  private List<Map.Entry<Place, Group>> ordered(Map<Place, Group> groups) {
    List<Map.Entry<Place, Group>> ordered = new ArrayList<>(groups.entrySet());
    if (levels.size() > 1) {
      ordered.sort((one, other) -> order(one.getKey(), other.getKey()));
    }
    return ordered;
  }

  private int order(Place one, Place other) {
    for (int i = 0; i < keys.size(); i++) {
      boolean here = one.level().contains(i);
      int order = Boolean.compare(other.level().contains(i), here);
      if (order == 0 && here) {
        order = order(one.values().get(i), other.values().get(i));
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int order(@Nullable Object one, @Nullable Object other) {
    return one == null || other == null
        ? Boolean.compare(one != null, other != null)
        : Values.compareAny(one, other);
  }

  private void add(Map<Place, Group> groups, Set<Integer> level, Row row) {
    List<@Nullable Object> shown = new ArrayList<>(keys.size());
    List<@Nullable Object> compared = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Bound<Row> key = keys.get(i);
      Object value = level.contains(i) ? key.of(row) : null;
      shown.add(value);
      compared.add(level.contains(i) ? values.comparable(key.kind(), value) : null);
    }
    Group group =
        groups.computeIfAbsent(new Place(level, compared), k -> new Group(shown, tallies(level)));
    group.tallies().forEach(tally -> tally.add(row));
  }

  private List<Tally> tallies(Set<Integer> level) {
    List<Tally> tallies = new ArrayList<>();
    for (Aggregate aggregate : aggregates) {
      boolean sumsOver =
          aggregate.function().equals("grouping") && !level.contains(place(aggregate.argument()));
      tallies.add(new Tally(aggregate, values, sumsOver));
    }
    return tallies;
  }

  /** Which key this is, or -1. */
  private int place(Bound<Row> operand) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().equalsIgnoreCase(operand.name())) {
        return i;
      }
    }
    return -1;
  }

  private List<List<@Nullable Object>> shown(List<List<@Nullable Object>> found) {
    Query query = scope.query();
    long keep = query.limit() == null ? Long.MAX_VALUE : (long) query.limit() + query.offset();
    return sorting.first(found.stream(), keep).stream().skip(query.offset()).toList();
  }

  private record Group(List<@Nullable Object> keys, List<Tally> tallies) {
    List<@Nullable Object> result() {
      List<@Nullable Object> result = new ArrayList<>(keys);
      tallies.forEach(tally -> result.add(tally.result()));
      return result;
    }
  }
}
