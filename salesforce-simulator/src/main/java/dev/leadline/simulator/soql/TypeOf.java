package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks up the names of a TYPEOF clause: for each object in WHEN the fields it has, for all other
 * objects the fields of ELSE. Source: sforce_api_calls_soql_select_typeof.
 */
final class TypeOf {
  private final Scope scope;
  private final Query.TypeOf clause;

  TypeOf(Scope scope, Query.TypeOf clause) {
    this.scope = scope;
    this.clause = clause;
  }

  Column.Choice column(Field lookup, Column.ParentRow parent) {
    if (lookup.targets().size() < 2) {
      throw error(
          clause.at(), "TYPEOF is for relationships to several objects: " + lookup.relationship());
    }
    Map<String, Column.Shown> shown = new HashMap<>();
    clause.whens().forEach(when -> addWhen(shown, lookup, when));
    if (!clause.otherwise().isEmpty()) {
      addElse(shown, lookup);
    }
    return new Column.Choice(lookup.relationship(), parent, shown);
  }

  private void addWhen(Map<String, Column.Shown> shown, Field lookup, Query.When when) {
    Scope object =
        Scope.of(scope.view(), query(new Query.From(when.object(), when.at()), when.fields()));
    String name = object.shape().name();
    if (!lookup.targets().contains(name)) {
      throw error(when.at(), lookup.relationship() + " never is a " + name);
    }
    if (shown.put(name, new Column.Shown(false, Layout.of(object))) != null) {
      throw error(when.at(), "duplicate object in TYPEOF: " + name);
    }
  }

  /** Fields that only some of the objects have are null for the others. */
  private void addElse(Map<String, Column.Shown> shown, Field lookup) {
    List<Shape> targets = scope.targets(lookup);
    for (Operand.Path path : clause.otherwise()) {
      if (targets.stream().noneMatch(target -> Scope.knows(target, first(path)))) {
        throw scope.noColumn(path, first(path), Scope.ANY);
      }
    }
    for (Shape target : targets) {
      List<Operand.Path> known =
          clause.otherwise().stream().filter(path -> Scope.knows(target, first(path))).toList();
      List<Column> columns = new ArrayList<>();
      if (!known.isEmpty()) {
        Query.From from = new Query.From(target.name(), clause.at());
        columns.addAll(Layout.of(new Scope(scope.view(), query(from, known), target)));
      }
      clause.otherwise().stream()
          .filter(path -> !known.contains(path))
          .forEach(path -> columns.add(new Column.Leaf(path.text(), Kind.TEXT, row -> null)));
      shown.putIfAbsent(target.name(), new Column.Shown(true, columns));
    }
  }

  private static String first(Operand.Path path) {
    return path.text().split("\\.", -1)[0];
  }

  private Query query(Query.From from, List<Operand.Path> fields) {
    List<Query.Item> items = new ArrayList<>();
    fields.forEach(field -> items.add(new Query.Value(field, null)));
    return Query.plain(scope.query().text(), items, from, null, List.of(), null, 0);
  }

  private SoqlError error(int at, String message) {
    return SoqlError.at(scope.query().text(), at, "MALFORMED_QUERY", message);
  }
}
