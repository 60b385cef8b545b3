package dev.leadline.simulator.soql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row of the reply shows, in the order it was selected. */
public sealed interface Column {
  /** The key in the reply. */
  String key();

  /** A value. */
  record Leaf(String key, Kind kind, Value value) implements Column {}

  /**
   * A parent record with the columns selected of it, or null. Its columns read from the row the
   * query is about, not from the parent.
   *
   * @param any whether the reference may point at several objects
   */
  record Parent(String key, boolean any, ParentRow parent, List<Column> columns)
      implements Column {}

  /**
   * A parent record of which other columns are shown for each object; null where it is of none of
   * these objects. Its columns read from the parent.
   */
  record Choice(String key, ParentRow parent, Map<String, Shown> byObject) implements Column {
    public Choice {
      byObject = Map.copyOf(byObject);
    }
  }

  /**
   * What is shown of a parent of one object.
   *
   * @param any whether it goes by what all objects have, under the type {@code Name}
   */
  record Shown(boolean any, List<Column> columns) {}

  /** A child subquery's rows, or null where there are none. */
  record Children(String key, Plan plan) implements Column {}

  /** Reads a column of a row. */
  @FunctionalInterface
  interface Value {
    @Nullable Object of(Row row);
  }

  /** Finds a row's parent. */
  @FunctionalInterface
  interface ParentRow {
    @Nullable Row of(Row row);
  }
}
