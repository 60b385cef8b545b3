package dev.leadline.simulator.soql;

/**
 * The field types a query has to tell apart; each names the Java type a {@link Row} answers with.
 */
public enum Kind {
  /** {@code String} of 18 characters. */
  ID,
  /** {@code String} of 18 characters. */
  REFERENCE,
  /** {@code String}; text of every other sort, picklists included. */
  TEXT,
  /** {@code String}; apart from text because searches look into emails by themselves. */
  EMAIL,
  /** {@code String}; apart from text because searches look into phones by themselves. */
  PHONE,
  /** {@code String}; the chosen values joined by semicolons. */
  MULTIPICKLIST,
  /** {@code Boolean}, never null. */
  BOOLEAN,
  /** {@code Integer} or {@code Long}. */
  WHOLE,
  /** Any other {@code Number}. */
  DECIMAL,
  /** {@code LocalDate}. */
  DATE,
  /** {@code Instant}. */
  DATETIME,
  /** {@code LocalTime}. */
  TIME,
  /** A {@code Map} of component name → value: addresses and locations. */
  COMPOUND;

  boolean isText() {
    return this == TEXT || this == EMAIL || this == PHONE;
  }

  /** The type's name in error messages. */
  String shown() {
    return switch (this) {
      case ID, REFERENCE -> "id";
      case TEXT, EMAIL, PHONE -> "string";
      case MULTIPICKLIST -> "multipicklist";
      case BOOLEAN -> "boolean";
      case WHOLE -> "int";
      case DECIMAL -> "double";
      case DATE -> "date";
      case DATETIME -> "dateTime";
      case TIME -> "time";
      case COMPOUND -> "address";
    };
  }
}
