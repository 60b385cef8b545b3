package dev.leadline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The arrows between rooms as {@code ARCHITECTURE.md} draws them: which room may use which. */
record Arrows(Map<String, Set<String>> allowed) {

  /**
   * Reads the fenced blocks tagged {@code arrows}: a line per room, {@code room -> one, another}; a
   * room that uses no other has nothing after its arrow.
   */
  static Arrows read(String markdown) {
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (String line : linesOfBlocks(markdown)) {
      addLine(line, allowed);
    }
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException("there is no fenced block tagged 'arrows'");
    }
    for (Map.Entry<String, Set<String>> room : allowed.entrySet()) {
      requireLines(room.getKey(), room.getValue(), allowed.keySet());
    }
    return new Arrows(allowed);
  }

  private static List<String> linesOfBlocks(String markdown) {
    List<String> found = new ArrayList<>();
    boolean inBlock = false;
    boolean inArrows = false;
    for (String line : markdown.lines().map(String::strip).toList()) {
      if (line.startsWith("```")) {
        inBlock = !inBlock;
        inArrows = inBlock && List.of(line.substring(3).strip().split("\\s+")).contains("arrows");
      } else if (inArrows && !line.isEmpty() && !line.startsWith("#")) {
        found.add(line);
      }
    }
    return found;
  }

  private static void addLine(String line, Map<String, Set<String>> allowed) {
    if (!line.matches("[a-z]+ *->( *[a-z]+ *(, *[a-z]+ *)*)?")) {
      throw new IllegalArgumentException("not of the form 'room -> one, another': " + line);
    }
    int arrow = line.indexOf("->");
    String room = line.substring(0, arrow).strip();
    Set<String> targets = new LinkedHashSet<>();
    Arrays.stream(line.substring(arrow + 2).split(","))
        .map(String::strip)
        .filter(target -> !target.isEmpty())
        .forEach(targets::add);
    if (allowed.putIfAbsent(room, targets) != null) {
      throw new IllegalArgumentException("room " + room + " has two lines");
    }
  }

  private static void requireLines(String room, Set<String> targets, Set<String> rooms) {
    Set<String> unknown = new TreeSet<>(targets);
    unknown.removeAll(rooms);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(room + " points to " + unknown + ", which has no line");
    }
    if (targets.contains(room)) {
      throw new IllegalArgumentException(room + " points to itself");
    }
  }
}
