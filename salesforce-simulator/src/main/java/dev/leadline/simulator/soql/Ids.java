package dev.leadline.simulator.soql;

import org.jspecify.annotations.Nullable;

/** The two spellings of a record id, brought to the one of 18 characters. */
final class Ids {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final int SHORT = 15;

  private Ids() {}

  /** The 18-character form, or null where the text cannot be an id. */
  static @Nullable String normal(String text) {
    if (!text.chars().allMatch(Ids::isIdCharacter)) {
      return null;
    }
    return switch (text.length()) {
      case SHORT -> text + checksum(text);
      case SHORT + 3 -> text;
      default -> null;
    };
  }

  /** Three characters that say which of the fifteen are upper case, five bits each. */
  static String checksum(String fifteen) {
    StringBuilder sum = new StringBuilder(3);
    for (int group = 0; group < SHORT; group += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = fifteen.charAt(group + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      sum.append(ALPHABET.charAt(bits));
    }
    return sum.toString();
  }

  private static boolean isIdCharacter(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
