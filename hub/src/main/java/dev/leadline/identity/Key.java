package dev.leadline.identity;

import java.util.Locale;

/** A name by which a prospect is known; unique in its unit. Values are normalised. */
public record Key(KeyKind kind, String value) {
  private static final String CHECK_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  /** An email in any case means the same person. */
  public static Key email(String email) {
    return new Key(KeyKind.EMAIL, normalEmail(email));
  }

  public static Key userId(String userId) {
    return new Key(KeyKind.USER_ID, userId);
  }

  /** A Salesforce id of 15 or 18 characters; both forms are one key. */
  public static Key fid(String fid) {
    return new Key(KeyKind.FID, fid.length() == 15 ? fid + checkLetters(fid) : fid);
  }

  /** The value of the unit's lookup field, which alone finds a prospect. */
  public static Key lookup(String value) {
    return new Key(KeyKind.LOOKUP, value);
  }

  /** The value of the unit's lookup field among the prospects with one email. */
  public static Key lookupWithin(String email, String value) {
    return new Key(KeyKind.LOOKUP, normalEmail(email) + '\n' + value);
  }

  public static Key visitor(String visitorId) {
    return new Key(KeyKind.VISITOR, visitorId);
  }

  private static String normalEmail(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** Three letters, each telling which of five characters are upper case (Salesforce's rule). */
  private static String checkLetters(String id) {
    StringBuilder letters = new StringBuilder(3);
    for (int group = 0; group < 15; group += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char letter = id.charAt(group + i);
        bits |= letter >= 'A' && letter <= 'Z' ? 1 << i : 0;
      }
      letters.append(CHECK_LETTERS.charAt(bits));
    }
    return letters.toString();
  }
}
