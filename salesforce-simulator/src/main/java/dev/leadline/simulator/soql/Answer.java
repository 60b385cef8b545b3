package dev.leadline.simulator.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query found, not yet cut into pages. */
public sealed interface Answer {
  /** How many rows there are in all. */
  long total();

  /** The answer to {@code COUNT()}. */
  record Count(long total) implements Answer {}

  /** Rows, with the columns to show of each. */
  record Rows(List<Column> columns, List<Row> rows, boolean withDeleted) implements Answer {
    @Override
    public long total() {
      return rows.size();
    }
  }

  /** Aggregate results: one list of values per group, of which the cells name those to show. */
  record Groups(List<Cell> cells, List<List<@Nullable Object>> groups) implements Answer {
    @Override
    public long total() {
      return groups.size();
    }
  }

  /**
   * A column of an aggregate result and where in a group its value lies.
   *
   * @param shown turns the value into what is shown
   */
  record Cell(String key, Kind kind, int slot, Shown shown) {}

  /** What is shown of a value. */
  @FunctionalInterface
  interface Shown {
    @Nullable Object of(@Nullable Object value);
  }
}
