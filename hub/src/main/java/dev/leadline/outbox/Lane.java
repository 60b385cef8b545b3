package dev.leadline.outbox;

/** How urgent a message is: a lower lane is emptied first. */
public enum Lane {
  /** Somebody waits for it. */
  PERSON(0),
  /** One event or edit among many. */
  EVENT(1),
  /** A back-fill or an import. */
  FLOOD(2);

  private final short code;

  Lane(int code) {
    this.code = (short) code;
  }

  /** As stored; the lowest goes first. */
  short code() {
    return code;
  }

  static Lane of(short code) {
    return switch (code) {
      case 0 -> PERSON;
      case 1 -> EVENT;
      case 2 -> FLOOD;
      default -> throw new IllegalArgumentException("There is no lane " + code);
    };
  }
}
