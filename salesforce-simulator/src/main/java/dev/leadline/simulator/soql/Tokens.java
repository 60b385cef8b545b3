package dev.leadline.simulator.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading head over a query's tokens, with the errors every clause needs. */
final class Tokens {
  /** Deeper bracketing than any honest query, and shallow enough for any stack. */
  private static final int DEEPEST = 200;

  private final String query;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Tokens(String query) {
    this.query = query;
    this.tokens = Lexer.tokens(query);
  }

  String query() {
    return query;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean takeWord(String keyword) {
    return peek().isWord(keyword) && took();
  }

  /** Takes both words or, if they do not stand there in this order, neither. */
  boolean takeWords(String first, String second) {
    if (peek().isWord(first) && peek(1).isWord(second)) {
      at += 2;
      return true;
    }
    return false;
  }

  boolean takeSymbol(String symbol) {
    return peek().isSymbol(symbol) && took();
  }

  private boolean took() {
    at++;
    return true;
  }

  void needWord(String keyword) {
    if (!takeWord(keyword)) {
      throw unexpected();
    }
  }

  void needSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected();
    }
  }

  Token need(Token.Kind kind) {
    if (peek().kind() != kind) {
      throw unexpected();
    }
    return take();
  }

  /** A whole number from 0 to {@code highest}. */
  int needCount(int highest) {
    Token token = need(Token.Kind.NUMBER);
    Integer count = whole(token.text());
    if (count == null || count > highest) {
      throw error(token, "Invalid number: " + token.text());
    }
    return count;
  }

  private static @Nullable Integer whole(String digits) {
    return digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.valueOf(digits)
        : null;
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw SoqlError.tooComplicated();
    }
  }

  void leave() {
    depth--;
  }

  SoqlError unexpected() {
    Token token = peek();
    return error(token, "unexpected token: '" + token.shown() + "'");
  }

  SoqlError error(Token token, String message) {
    return SoqlError.at(query, token.at(), "MALFORMED_QUERY", message);
  }
}
