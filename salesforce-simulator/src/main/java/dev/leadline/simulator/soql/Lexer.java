package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into tokens; dates, times and dotted paths are one token each. */
final class Lexer {
  private static final int LONGEST_LITERAL = 4_000;

  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:?\\d{2})");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?[Zz]");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
  private static final Pattern SYMBOL = Pattern.compile("<=|>=|!=|<>|[=<>(),:]");

  private final String query;
  private final Matcher matcher;
  private int at;

  private Lexer(String query) {
    this.query = query;
    this.matcher = DAY.matcher(query);
  }

  static List<Token> tokens(String query) {
    return new Lexer(query).run();
  }

  private List<Token> run() {
    List<Token> tokens = new ArrayList<>();
    for (skipSpace(); at < query.length(); skipSpace()) {
      tokens.add(next());
    }
    tokens.add(Token.of(Token.Kind.END, "", query.length()));
    return tokens;
  }

  private void skipSpace() {
    while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
      at++;
    }
  }

  private Token next() {
    char c = query.charAt(at);
    if (c == '\'') {
      return text();
    }
    int start = at;
    Token.Kind kind = kindHere(c);
    return Token.of(kind, query.substring(start, at), start);
  }

  private Token.Kind kindHere(char c) {
    boolean digit = c >= '0' && c <= '9';
    if (digit && take(MOMENT)) {
      return Token.Kind.MOMENT;
    }
    if (digit && take(DAY)) {
      return Token.Kind.DAY;
    }
    if (digit && take(TIME)) {
      return Token.Kind.TIME;
    }
    if (take(NUMBER)) {
      return Token.Kind.NUMBER;
    }
    if (take(WORD)) {
      return Token.Kind.WORD;
    }
    if (take(SYMBOL)) {
      return Token.Kind.SYMBOL;
    }
    throw SoqlError.at(
        query,
        at,
        "MALFORMED_QUERY",
        "line 1:" + at + " no viable alternative at character '" + c + "'");
  }

  private boolean take(Pattern pattern) {
    matcher.usePattern(pattern).region(at, query.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }

  private Token text() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    StringBuilder pattern = new StringBuilder();
    while (at < query.length()) {
      char c = query.charAt(at++);
      if (c == '\'') {
        return finished(start, value.toString(), pattern.toString());
      }
      if (c == '\\') {
        escape(value, pattern);
      } else {
        value.append(c);
        pattern.append(c);
      }
    }
    throw SoqlError.at(
        query,
        start,
        "MALFORMED_QUERY",
        "line 1:" + query.length() + " mismatched character '<EOF>' expecting '''");
  }

  private Token finished(int start, String value, String pattern) {
    if (value.length() > LONGEST_LITERAL) {
      throw SoqlError.malformed(
          "String literals cannot be longer than " + LONGEST_LITERAL + " characters.");
    }
    return new Token(Token.Kind.TEXT, value, pattern, start);
  }

  private void escape(StringBuilder value, StringBuilder pattern) {
    char c = at < query.length() ? query.charAt(at++) : '\0';
    char plain =
        switch (c) {
          case 'n', 'N' -> '\n';
          case 'r', 'R' -> '\r';
          case 't', 'T' -> '\t';
          case 'b', 'B' -> '\b';
          case 'f', 'F' -> '\f';
          case '\'', '"', '\\', '_', '%' -> c;
          case 'u' -> unicode();
          default ->
              throw SoqlError.at(
                  query,
                  at - 2,
                  "MALFORMED_QUERY",
                  "Invalid string literal: illegal character sequence '\\" + c + "'");
        };
    value.append(plain);
    if (c == '_' || c == '%' || c == '\\') {
      pattern.append('\\');
    }
    pattern.append(plain);
  }

  private char unicode() {
    int end = at + 4;
    if (end <= query.length() && query.substring(at, end).matches("[0-9A-Fa-f]{4}")) {
      char plain = (char) Integer.parseInt(query.substring(at, end), 16);
      at = end;
      return plain;
    }
    throw SoqlError.at(
        query, at - 2, "MALFORMED_QUERY", "Invalid string literal: illegal unicode escape");
  }
}
