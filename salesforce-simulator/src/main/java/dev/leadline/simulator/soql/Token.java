package dev.leadline.simulator.soql;

import java.util.Locale;

/**
 * One word of a query. {@code text} is what was written; for a string literal it is the value with
 * its escapes undone, and {@code pattern} is the same for LIKE, with escaped wildcards still
 * marked.
 */
record Token(Kind kind, String text, String pattern, int at) {
  enum Kind {
    WORD,
    TEXT,
    NUMBER,
    DAY,
    MOMENT,
    TIME,
    SYMBOL,
    END
  }

  static Token of(Kind kind, String text, int at) {
    return new Token(kind, text, text, at);
  }

  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How an error message names the token. */
  String shown() {
    return kind == Kind.END ? "<EOF>" : text;
  }
}
