package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a select list into columns: names checked, parents of one path gathered under one key. */
final class Layout {
  private static final int MOST_ROWS_WITH_ALL_FIELDS = 200;

  private final Scope scope;
  private final List<Column> columns = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private Layout(Scope scope) {
    this.scope = scope;
  }

  static List<Column> of(Scope scope) {
    Layout layout = new Layout(scope);
    scope.query().select().forEach(layout::add);
    return List.copyOf(layout.columns);
  }

  private void add(Query.Item item) {
    switch (item) {
      case Query.Value value -> addValue(value);
      case Query.FieldSet set -> addSet(set);
      case Query.Child child -> addChild(child);
      case Query.TypeOf clause -> addTypeOf(clause);
      case Query.CountRows count ->
          throw SoqlError.at(
              scope.query().text(),
              count.at(),
              "MALFORMED_QUERY",
              "COUNT() must be the only item selected");
    }
  }

  private void addValue(Query.Value value) {
    switch (value.operand()) {
      case Operand.Path path when value.alias() != null ->
          throw scope.error(
              path, "MALFORMED_QUERY", "only aggregate expressions use field aliasing");
      case Operand.Path path -> addPath(path, scope.bind(path));
      case Operand.Call call -> addFunction(call, value.alias());
    }
  }

  /**
   * Of the functions only {@code toLabel} and {@code FORMAT} make sense row by row; labels are the
   * values themselves.
   */
  private void addFunction(Operand.Call call, @Nullable String alias) {
    boolean format = call.function().equals("format");
    if (!(format || call.function().equals("tolabel"))
        || !(call.argument() instanceof Operand.Path path)) {
      throw scope.error(
          call, "MALFORMED_QUERY", "Field must be grouped or aggregated: " + call.text());
    }
    Bound<Row> bound = format ? formatted(scope.bind(path)) : scope.bind(path);
    if (alias == null) {
      addPath(path, bound);
    } else {
      take(call, alias);
      columns.add(new Column.Leaf(alias, bound.kind(), bound.getter()::of));
    }
  }

  private Bound<Row> formatted(Bound<Row> bound) {
    Formats formats = new Formats(scope.view());
    Field field = bound.field();
    return new Bound<>(
        bound.name(), Kind.TEXT, field, false, row -> formats.text(field.style(), bound.of(row)));
  }

  private void addPath(Operand at, Bound<Row> bound) {
    take(at, bound.name());
    List<String> steps = Arrays.asList(bound.name().split("\\.", -1));
    Level level = level(at, steps.subList(0, steps.size() - 1));
    level.columns().add(new Column.Leaf(steps.getLast(), bound.kind(), bound.getter()::of));
  }

  /** Where the columns of a parent are gathered, and the way there from the query's own row. */
  private record Level(List<Column> columns, Column.ParentRow row) {}

  private Level level(Operand at, List<String> parents) {
    List<Column> level = columns;
    Column.ParentRow row = own -> own;
    boolean any = !parents.isEmpty() && opensSeveral(parents.getFirst());
    for (String step : parents) {
      row = above(row, step);
      level = parent(at, level, step, any, row);
      any = false;
    }
    return new Level(level, row);
  }

  private Column.ParentRow above(Column.ParentRow child, String step) {
    return own -> up(child.of(own), step);
  }

  private void addTypeOf(Query.TypeOf clause) {
    Scope.Way way = scope.way(clause.relationship());
    String key = way.names().getLast();
    Level level = level(clause.relationship(), way.names().subList(0, way.names().size() - 1));
    if (level.columns().stream().anyMatch(column -> column.key().equals(key))) {
      throw twice(clause.relationship(), key);
    }
    level.columns().add(new TypeOf(scope, clause).column(way.lookup(), above(level.row(), key)));
  }

  /** A relationship is either chosen from by TYPEOF or followed, not both. */
  private SoqlError twice(Operand at, String relationship) {
    return scope.error(at, "MALFORMED_QUERY", "duplicate relationship selected: " + relationship);
  }

  private boolean opensSeveral(String relationship) {
    Field lookup = scope.shape().parent(relationship);
    return lookup != null && lookup.targets().size() > 1;
  }

  private @Nullable Row up(@Nullable Row row, String step) {
    if (row == null) {
      return null;
    }
    Shape shape = scope.view().shape(row.object());
    Field lookup = shape == null ? null : shape.parent(step);
    return lookup != null && row.get(lookup) instanceof String id ? scope.view().row(id) : null;
  }

  private List<Column> parent(
      Operand at, List<Column> level, String step, boolean any, Column.ParentRow row) {
    for (Column column : level) {
      if (column instanceof Column.Choice && column.key().equals(step)) {
        throw twice(at, step);
      }
      if (column instanceof Column.Parent parent && parent.key().equals(step)) {
        return parent.columns();
      }
    }
    Column.Parent parent = new Column.Parent(step, any, row, new ArrayList<>());
    level.add(parent);
    return parent.columns();
  }

  private void addSet(Query.FieldSet set) {
    Integer limit = scope.query().limit();
    if (set.fields() != Query.Fields.STANDARD
        && (limit == null || limit > MOST_ROWS_WITH_ALL_FIELDS)) {
      throw SoqlError.malformed(
          "The SOQL FIELDS function must have a LIMIT of at most " + MOST_ROWS_WITH_ALL_FIELDS);
    }
    for (Field field : scope.shape().fields()) {
      if (set.fields() == Query.Fields.ALL
          || field.custom() == (set.fields() == Query.Fields.CUSTOM)) {
        Operand.Path path = new Operand.Path(field.name(), set.at());
        addPath(path, scope.bind(path));
      }
    }
  }

  private void addChild(Query.Child item) {
    Query query = item.query();
    Shape.Relation relation = scope.shape().child(query.from().object());
    Shape shape = relation == null ? null : scope.view().shape(relation.object());
    if (relation == null || shape == null) {
      throw SoqlError.at(
          query.text(),
          query.from().at(),
          "INVALID_TYPE",
          "Didn't understand relationship '"
              + query.from().object()
              + "' in FROM part of query call. If you are attempting to use a custom relationship, be"
              + " sure to append the '__r' after the custom relationship name. Please reference your"
              + " WSDL or the describe call for the appropriate names.");
    }
    Plan plan = Plan.child(new Scope(scope.view(), query, shape), relation.field());
    columns.add(new Column.Children(relation.name(), plan));
  }

  private void take(Operand at, String key) {
    if (!taken.add(key.toLowerCase(Locale.ROOT))) {
      throw scope.error(at, "INVALID_FIELD", "duplicate field selected: " + key);
    }
  }
}
