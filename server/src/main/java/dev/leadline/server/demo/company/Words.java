package dev.leadline.server.demo.company;

import java.util.List;
import java.util.stream.Stream;

/** Lists of words, written down as a text. */
final class Words {
  private Words() {}

  static List<String> in(String text) {
    return Stream.of(text.strip().split("\\s+", -1)).toList();
  }
}
