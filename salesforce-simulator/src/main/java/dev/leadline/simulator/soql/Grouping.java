package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY with its aggregates, HAVING and ORDER BY; a group is an array of keys, then aggregates.
 */
final class Grouping {
  private final Scope scope;
  private final List<Bound<Row>> keys = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<Answer.Cell> cells = new ArrayList<>();
  private final Values values;
  private final Filters.@Nullable Filter<List<@Nullable Object>> having;
  private final Sorting<List<@Nullable Object>> sorting;

  static boolean isWanted(Query query) {
    return !query.groupBy().isEmpty()
        || query.select().stream()
            .anyMatch(item -> item instanceof Query.Value value && isAggregate(value.operand()));
  }

  Grouping(Scope scope) {
    this.scope = scope;
    this.values = new Values(scope);
    Query query = scope.query();
    query.groupBy().forEach(this::addKey);
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

  private static Supplier<Set<Object>> refuse() {
    throw SoqlError.malformed("semi join sub-selects are not allowed in HAVING");
  }

  private static boolean isAggregate(Operand operand) {
    return operand instanceof Operand.Call call && Scope.AGGREGATES.contains(call.function());
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
    Bound<List<@Nullable Object>> bound = bind(value.operand());
    int slot = slot(value.operand());
    String key = value.alias() == null ? defaultKey(value.operand(), bound) : value.alias();
    if (cells.stream().anyMatch(cell -> cell.key().equalsIgnoreCase(key))) {
      throw scope.error(value.operand(), "MALFORMED_QUERY", "duplicate alias: " + key);
    }
    cells.add(new Answer.Cell(key, bound.kind(), slot));
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
    String name = scope.bind(operand).name().toLowerCase(Locale.ROOT);
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
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
    Map<List<@Nullable Object>, Group> groups = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      groups.put(List.of(), new Group(List.of(), tallies()));
    }
    rows.forEach(row -> add(groups, row));
    List<List<@Nullable Object>> found = new ArrayList<>();
    for (Group group : groups.values()) {
      List<@Nullable Object> result = group.result();
      if (having == null || having.test().test(result)) {
        found.add(result);
      }
    }
    return new Answer.Groups(List.copyOf(cells), shown(found));
  }

  private void add(Map<List<@Nullable Object>, Group> groups, Row row) {
    List<@Nullable Object> shown = new ArrayList<>(keys.size());
    List<@Nullable Object> compared = new ArrayList<>(keys.size());
    for (Bound<Row> key : keys) {
      Object value = key.of(row);
      shown.add(value);
      compared.add(values.comparable(key.kind(), value));
    }
    Group group = groups.computeIfAbsent(compared, k -> new Group(shown, tallies()));
    group.tallies().forEach(tally -> tally.add(row));
  }

  private List<Tally> tallies() {
    return aggregates.stream().map(aggregate -> new Tally(aggregate, values)).toList();
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

  record Aggregate(String function, Bound<Row> argument) {
    Kind kind() {
      return switch (function) {
        case "count", "count_distinct" -> Kind.WHOLE;
        case "sum", "avg" -> Kind.DECIMAL;
        default -> argument.kind();
      };
    }

    boolean fits() {
      boolean number = argument.kind() == Kind.WHOLE || argument.kind() == Kind.DECIMAL;
      return switch (function) {
        case "sum", "avg" -> number;
        case "min", "max" -> argument.kind() != Kind.BOOLEAN && argument.kind() != Kind.COMPOUND;
        default -> true;
      };
    }
  }

  /** The running value of one aggregate in one group. */
  private static final class Tally {
    private final Aggregate aggregate;
    private final Values values;
    private final Set<Object> distinct = new HashSet<>();
    private long count;
    private double sum;
    private @Nullable Object least;
    private @Nullable Object greatest;

    Tally(Aggregate aggregate, Values values) {
      this.aggregate = aggregate;
      this.values = values;
    }

    void add(Row row) {
      Object value = aggregate.argument().of(row);
      if (value == null) {
        return;
      }
      count++;
      switch (aggregate.function()) {
        case "sum", "avg" -> sum += ((Number) value).doubleValue();
        case "count_distinct" -> addDistinct(value);
        case "min" -> least = before(value, least) ? value : least;
        case "max" -> greatest = greatest == null || before(greatest, value) ? value : greatest;
        default -> {}
      }
    }

    private void addDistinct(Object value) {
      Object form = values.comparable(aggregate.argument().kind(), value);
      if (form != null) {
        distinct.add(form);
      }
    }

    private boolean before(Object left, @Nullable Object right) {
      Kind kind = aggregate.argument().kind();
      Object a = values.comparable(kind, left);
      Object b = values.comparable(kind, right);
      return a != null && (b == null || Values.compareAny(a, b) < 0);
    }

    @Nullable Object result() {
      return switch (aggregate.function()) {
        case "count" -> count;
        case "count_distinct" -> (long) distinct.size();
        case "sum" -> count == 0 ? null : (Object) sum;
        case "avg" -> count == 0 ? null : (Object) (sum / count);
        case "min" -> least;
        default -> greatest;
      };
    }
  }
}
