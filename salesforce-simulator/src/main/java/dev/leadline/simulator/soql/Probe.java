package dev.leadline.simulator.soql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question an index can answer. */
public sealed interface Probe {
  Field field();

  /** Any of these values; text is in lower case, ids have 18 characters. Never null among them. */
  record Any(Field field, Set<Object> values) implements Probe {}

  /** From and to, both included and either open. */
  record Range(Field field, @Nullable Object from, @Nullable Object to) implements Probe {}
}
