package dev.leadline.simulator.soql;

import org.jspecify.annotations.Nullable;

/** One record as it was when the query met it; it does not change under the query's hands. */
public interface Row {
  /** The object's name in its canonical case. */
  String object();

  /** The 18-character id. */
  String id();

  /** Whether it lies in the recycle bin. */
  boolean deleted();

  /** The field's value in the Java type of its {@link Kind}; null is null. */
  @Nullable Object get(Field field);
}
