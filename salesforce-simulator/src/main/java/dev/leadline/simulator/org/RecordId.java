package dev.leadline.simulator.org;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Record ids: how 15 characters become 18, and how an id tells its object and row number. */
public final class RecordId {

  private static final String INFIX = "Ax0";
  private static final int SHORT = 15;
  private static final int LONG = 18;
  private static final int PREFIX = 3;
  private static final int NUMBER_AT = PREFIX + 3;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{15}([A-Z0-5]{3})?");

  private RecordId() {}

  /** The 18-character id of the row with this number in the object with this prefix. */
  public static String of(String keyPrefix, int number) {
    char[] id = new char[SHORT];
    (keyPrefix + INFIX).getChars(0, NUMBER_AT, id, 0);
    int rest = number;
    for (int at = SHORT - 1; at >= NUMBER_AT; at--) {
      id[at] = DIGITS.charAt(rest % DIGITS.length());
      rest /= DIGITS.length();
    }
    return with18(new String(id));
  }

  /** The 18-character form of an id in either form, or null when the text is no id. */
  public static @Nullable String normal(@Nullable String id) {
    if (id == null || !SHAPE.matcher(id).matches()) {
      return null;
    }
    if (id.length() == SHORT) {
      return with18(id);
    }
    String expected = with18(id.substring(0, SHORT));
    return expected.equals(id) ? id : null;
  }

  /** The 15-character form of a valid id. */
  public static String with15(String id) {
    return id.substring(0, SHORT);
  }

  /** The three characters that tell the object. */
  public static String prefix(String id) {
    return id.substring(0, PREFIX);
  }

  /** The row number in a valid id, or -1 when no row of this org can have it. */
  static int number(String id) {
    if (id.length() != LONG || !id.startsWith(INFIX, PREFIX)) {
      return -1;
    }
    long number = 0;
    for (int at = NUMBER_AT; at < SHORT; at++) {
      number = number * DIGITS.length() + DIGITS.indexOf(id.charAt(at));
    }
    return number > Integer.MAX_VALUE ? -1 : (int) number;
  }

  private static String with18(String id15) {
    StringBuilder id = new StringBuilder(LONG).append(id15);
    for (int group = 0; group < 3; group++) {
      int bits = 0;
      for (int k = 0; k < 5; k++) {
        char c = id15.charAt(group * 5 + k);
        if (c >= 'A' && c <= 'Z') {
          bits |= 1 << k;
        }
      }
      id.append(CHECK.charAt(bits));
    }
    return id.toString();
  }
}
