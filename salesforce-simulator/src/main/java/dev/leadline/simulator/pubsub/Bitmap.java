package dev.leadline.simulator.pubsub;

import java.util.BitSet;
import java.util.Locale;

/**
 * Sets of Avro fields as hexadecimal numbers: the field at place n is bit n, the rightmost is 0.
 */
final class Bitmap {
  private Bitmap() {}

  /** {@code 0x} and whole bytes, the highest first. */
  static String hex(BitSet fields) {
    byte[] lowestFirst = fields.toByteArray();
    StringBuilder hex = new StringBuilder("0x");
    for (int i = lowestFirst.length - 1; i >= 0; i--) {
      hex.append(String.format(Locale.ROOT, "%02X", lowestFirst[i]));
    }
    return lowestFirst.length == 0 ? "0x00" : hex.toString();
  }
}
