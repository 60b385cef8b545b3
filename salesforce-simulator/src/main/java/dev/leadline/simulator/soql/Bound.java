package dev.leadline.simulator.soql;

import org.jspecify.annotations.Nullable;

/**
 * An operand whose names have been looked up.
 *
 * @param name the path in canonical case
 * @param field the field it ends in; for an aggregate or a function the field underneath
 * @param own whether the value is the row's own field, so that an index can find it
 */
record Bound<T>(String name, Kind kind, Field field, boolean own, Getter<T> getter) {

  /** Reads a value out of a row or a group. */
  @FunctionalInterface
  interface Getter<T> {
    @Nullable Object of(T from);
  }

  @Nullable Object of(T from) {
    return getter.of(from);
  }
}
