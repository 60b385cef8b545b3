package dev.leadline.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A name by which a prospect is known; unique in its unit. Values are normalised; one too long for
 * the index is told by its hash.
 */
public record Key(KeyKind kind, String value) {
  private static final String CHECK_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  /** PostgreSQL's index takes 2,700 bytes, and a character has up to four. */
  private static final int LONGEST = 500;

  public Key {
    if (value.length() > LONGEST) {
      value = "sha256-" + sha256(value);
    }
  }

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

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
