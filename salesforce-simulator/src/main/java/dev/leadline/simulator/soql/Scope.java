package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks a query's names up: the object of its FROM, fields, parent paths and functions of them. */
final class Scope {
  static final Set<String> AGGREGATES =
      Set.of("count", "count_distinct", "sum", "avg", "min", "max", "grouping");
  private static final int HIGHEST_PARENT = 5;
  private static final String CUSTOM_HINT =
      " If you are attempting to use a custom %s, be sure to append the '%s' after the %s name."
          + " Please reference your WSDL or the describe call for the appropriate names.";

  /** What a reference to several objects leads to, in error messages. */
  static final Shape ANY = new Shape("Name", List.of(), List.of());

  private final View view;
  private final Query query;
  private final Shape shape;

  Scope(View view, Query query, Shape shape) {
    this.view = view;
    this.query = query;
    this.shape = shape;
  }

  /** The scope of a query of its own, by the object named in FROM. */
  static Scope of(View view, Query query) {
    Shape shape = view.shape(query.from().object());
    if (shape == null) {
      throw SoqlError.at(
          query.text(),
          query.from().at(),
          "INVALID_TYPE",
          "sObject type '%s' is not supported.".formatted(query.from().object())
              + CUSTOM_HINT.formatted("object", "__c", "entity"));
    }
    return new Scope(view, query, shape);
  }

  View view() {
    return view;
  }

  Query query() {
    return query;
  }

  Shape shape() {
    return shape;
  }

  SoqlError error(Operand at, String code, String message) {
    return SoqlError.at(query.text(), at.at(), code, message);
  }

  /** The condition that {@code USING SCOPE mine} stands for. */
  Condition mine() {
    Query.From from = query.from();
    if (shape.field("OwnerId") == null) {
      throw SoqlError.at(
          query.text(),
          from.at(),
          "MALFORMED_QUERY",
          "The scope 'mine' is not supported for entity '" + shape.name() + "'");
    }
    String user = view.userId();
    return new Condition.Compare(
        new Operand.Path("OwnerId", from.at()),
        Condition.Comparison.EQUAL,
        new Literal.Text(user, user));
  }

  /**
   * A path of relationships without a field at its end.
   *
   * @param names of its steps, in canonical case
   * @param lookup the last step
   */
  record Way(List<String> names, Field lookup) {}

  Way way(Operand.Path path) {
    List<String> names = new ArrayList<>();
    Shape from = shape;
    for (String step : steps(path.text())) {
      Field lookup = from.parent(step);
      List<Shape> targets = lookup == null ? List.of() : targets(lookup);
      if (lookup == null || targets.isEmpty()) {
        throw noWay(path, step);
      }
      names.add(lookup.relationship());
      if (names.size() == steps(path.text()).size()) {
        return new Way(names, lookup);
      }
      from = targets.getFirst();
    }
    throw noWay(path, path.text());
  }

  Bound<Row> bind(Operand operand) {
    return switch (operand) {
      case Operand.Path path -> bindPath(path);
      case Operand.Call call -> bindCall(call);
    };
  }

  private Bound<Row> bindPath(Operand.Path path) {
    List<String> steps = steps(path.text());
    if (steps.size() - 1 > HIGHEST_PARENT) {
      throw error(path, "INVALID_FIELD", "maximum number of levels of parent relationships is 5");
    }
    return walk(shape, steps, path);
  }

  /** The path without the alias or object name it may begin with. */
  private List<String> steps(String path) {
    List<String> steps = new ArrayList<>(List.of(path.split("\\.", -1)));
    if (steps.size() == 1) {
      return steps;
    }
    String head = steps.getFirst();
    String meant = query.from().aliases().get(head.toLowerCase(Locale.ROOT));
    if (meant != null) {
      return List.of((meant + path.substring(head.length() + 1)).split("\\.", -1));
    }
    if (shape.parent(head) == null && head.equalsIgnoreCase(shape.name())) {
      steps.removeFirst();
    }
    return steps;
  }

  private Bound<Row> walk(Shape from, List<String> steps, Operand.Path path) {
    String step = steps.getFirst();
    if (steps.size() == 1) {
      Field field = from.field(step);
      if (field == null) {
        throw noColumn(path, step, from);
      }
      return new Bound<>(field.name(), field.kind(), field, true, row -> row.get(field));
    }
    Field lookup = from.parent(step);
    List<Shape> targets = lookup == null ? List.of() : targets(lookup);
    // A way to objects that are hidden must look like no way at all.
    if (lookup == null || targets.isEmpty()) {
      throw noWay(path, step);
    }
    List<String> rest = steps.subList(1, steps.size());
    return lookup.targets().size() > 1
        ? throughAny(lookup, targets, rest, path)
        : through(lookup, targets.getFirst(), rest, path);
  }

  /** The objects that a lookup leads to, as far as the user sees them. */
  List<Shape> targets(Field lookup) {
    return lookup.targets().stream().map(view::shape).filter(Objects::nonNull).toList();
  }

  private Bound<Row> through(Field lookup, Shape target, List<String> rest, Operand.Path path) {
    Bound<Row> end = walk(target, rest, path);
    return new Bound<>(
        lookup.relationship() + "." + end.name(),
        end.kind(),
        end.field(),
        false,
        row -> {
          Row parent = parent(lookup, row);
          return parent == null ? null : end.of(parent);
        });
  }

  /** A reference to several objects: each row's parent answers for the fields its object has. */
  private Bound<Row> throughAny(
      Field lookup, List<Shape> targets, List<String> rest, Operand.Path path) {
    if (rest.size() == 1 && rest.getFirst().equalsIgnoreCase("Type")) {
      return ownerType(lookup);
    }
    List<Shape> able = targets.stream().filter(t -> knows(t, rest.getFirst())).toList();
    if (able.isEmpty()) {
      throw noColumn(path, rest.getFirst(), ANY);
    }
    List<String> names = able.stream().map(Shape::name).toList();
    List<Bound<Row>> ends = able.stream().map(target -> walk(target, rest, path)).toList();
    Bound<Row> first = ends.getFirst();
    return new Bound<>(
        lookup.relationship() + "." + first.name(),
        first.kind(),
        first.field(),
        false,
        row -> {
          Row parent = parent(lookup, row);
          int known = parent == null ? -1 : names.indexOf(parent.object());
          return parent == null || known < 0 ? null : ends.get(known).of(parent);
        });
  }

  static boolean knows(Shape shape, String step) {
    return shape.field(step) != null || shape.parent(step) != null;
  }

  /** What kind of record a reference to several objects points at; a group there is a queue. */
  private Bound<Row> ownerType(Field lookup) {
    Field type = Field.of("Type", Kind.TEXT, -1);
    return new Bound<>(
        lookup.relationship() + ".Type",
        Kind.TEXT,
        type,
        false,
        row -> {
          Row parent = parent(lookup, row);
          return parent == null
              ? null
              : parent.object().equals("Group") ? "Queue" : parent.object();
        });
  }

  private @Nullable Row parent(Field lookup, Row row) {
    return row.get(lookup) instanceof String id ? view.row(id) : null;
  }

  private SoqlError noWay(Operand path, String step) {
    return error(
        path,
        "INVALID_FIELD",
        "Didn't understand relationship '%s' in field path.".formatted(step)
            + CUSTOM_HINT.formatted("relationship", "__r", "custom relationship"));
  }

  SoqlError noColumn(Operand path, String column, Shape on) {
    return error(
        path,
        "INVALID_FIELD",
        "No such column '%s' on entity '%s'.".formatted(column, on.name())
            + CUSTOM_HINT.formatted("field", "__c", "custom field"));
  }

  private Bound<Row> bindCall(Operand.Call call) {
    if (AGGREGATES.contains(call.function())) {
      throw error(
          call, "MALFORMED_QUERY", "aggregate expressions are not allowed here: " + call.text());
    }
    return switch (call.function()) {
      case "tolabel" -> bind(call.argument());
      case "converttimezone" ->
          throw error(
              call, "MALFORMED_QUERY", "convertTimezone() is only valid within a date function");
      default -> new DateFunctions(this).bind(call);
    };
  }
}
