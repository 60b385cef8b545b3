package dev.leadline.simulator.soql;

/**
 * What the org answers to a query it refuses: an API error code with the message that goes with it.
 */
public final class SoqlError extends RuntimeException {
  /** How much of the query is shown on either side of the caret. */
  private static final int SIGHT = 40;

  private final String code;

  public SoqlError(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The value of {@code errorCode} in the reply. */
  public String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  static SoqlError malformed(String message) {
    return new SoqlError("MALFORMED_QUERY", message);
  }

  static SoqlError tooComplicated() {
    return new SoqlError(
        "QUERY_TOO_COMPLICATED",
        "Query is either selecting too many fields or the filter conditions are too complicated.");
  }

  /**
   * The error with the caret picture: the query around the spot, the caret, row and column from 1.
   */
  static SoqlError at(String query, int position, String code, String message) {
    int at = Math.clamp(position, 0, query.length());
    int lineStart = query.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = query.indexOf('\n', at);
    String line = query.substring(lineStart, lineEnd < 0 ? query.length() : lineEnd);
    int column = at - lineStart;
    int from = windowStart(line, column);
    int to = windowEnd(line, column);
    long row = query.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    String picture =
        "\n%s\n%s^\nERROR at Row:%d:Column:%d\n%s"
            .formatted(
                line.substring(from, to), " ".repeat(column - from), row, column + 1, message);
    return new SoqlError(code, picture);
  }

  private static int windowStart(String line, int column) {
    if (column <= SIGHT) {
      return 0;
    }
    int cut = column - SIGHT;
    for (int i = cut; i < column; i++) {
      if (isBreak(line.charAt(i))) {
        return i + 1;
      }
    }
    return cut;
  }

  private static int windowEnd(String line, int column) {
    if (line.length() - column <= SIGHT) {
      return line.length();
    }
    int cut = column + SIGHT;
    for (int i = cut; i > column; i--) {
      if (isBreak(line.charAt(i))) {
        return i;
      }
    }
    return cut;
  }

  private static boolean isBreak(char c) {
    return c == ' ' || c == ',';
  }
}
