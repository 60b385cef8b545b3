package dev.leadline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rooms as the code has them: their names, and which class of one uses which of another. */
record Rooms(Set<String> names, Collection<Use> uses) {

  private static final int EXAMPLES = 10;

  /** One dependency of a class in room {@code from} on a class in room {@code to}. */
  record Use(String from, String to, String classes) {}

  /** Everything in which the code differs from the drawing, in words. */
  List<String> differencesFrom(Arrows drawn) {
    List<String> differences = new ArrayList<>();
    for (String room : without(names, drawn.allowed().keySet())) {
      differences.add("room " + room + " has no line");
    }
    for (String room : without(drawn.allowed().keySet(), names)) {
      differences.add("room " + room + " has a line, but no code");
    }
    addForbidden(drawn, differences);
    addStale(drawn, differences);
    return differences;
  }

  private void addForbidden(Arrows drawn, List<String> differences) {
    Map<String, Set<String>> forbidden = new TreeMap<>();
    for (Use use : uses) {
      if (!drawn.allowed().getOrDefault(use.from(), Set.of()).contains(use.to())) {
        forbidden
            .computeIfAbsent(use.from() + " -> " + use.to(), arrow -> new TreeSet<>())
            .add(use.classes());
      }
    }
    forbidden.forEach((arrow, classes) ->
        differences.add(
            arrow
                + " is not drawn, but used by "
                + classes.size()
                + ":\n    "
                + String.join("\n    ", classes.stream().limit(EXAMPLES).toList())));
  }

  private void addStale(Arrows drawn, List<String> differences) {
    Set<String> used = new TreeSet<>();
    uses.forEach(use -> used.add(use.from() + " -> " + use.to()));
    drawn
        .allowed()
        .forEach((from, targets) -> {
          for (String to : targets) {
            String arrow = from + " -> " + to;
            if (!used.contains(arrow)) {
              differences.add(arrow + " is drawn, but nothing uses it");
            }
          }
        });
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
