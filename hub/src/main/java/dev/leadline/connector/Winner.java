package dev.leadline.connector;

import java.util.Locale;

/** Whose value is kept when both sides have changed a field. */
public enum Winner {
  OURS,
  THEIRS,
  /** The side that changed last: ours by the field, theirs by the record. */
  NEWEST;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Winner of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
