package dev.leadline.server.segment;

/** A call that cannot be taken, by its sender's fault. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  /** Why. Each becomes one answer. */
  enum Why {
    MALFORMED(400, "invalid_json"),
    TOO_LARGE(400, "too_large"),
    UNKNOWN_KEY(401, "invalid_write_key"),
    TOO_SLOW(408, "timeout");

    private final int status;
    private final String code;

    Why(int status, String code) {
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  private final Why why;

  /** Without a stack trace: it is an answer, not a failure. */
  Refused(Why why, String message) {
    super(message, null, false, false);
    this.why = why;
  }

  Why why() {
    return why;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
