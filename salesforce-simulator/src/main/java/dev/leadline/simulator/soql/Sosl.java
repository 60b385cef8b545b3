package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads SOSL: {@code FIND {ann} IN EMAIL FIELDS RETURNING Lead(Id, Name WHERE … LIMIT 5), Contact}.
 */
public final class Sosl {
  private static final int LONGEST = 100_000;
  private static final int MOST_ROWS = 2_000;
  private static final Pattern UNQUOTED =
      Pattern.compile("\\s*find\\s*\\{", Pattern.CASE_INSENSITIVE);

  private Sosl() {}

  /** A search as written; queries have the fields, conditions and limits of one object each. */
  public record Search(String find, Group group, List<Query> returning, int limit) {
    public Search {
      returning = List.copyOf(returning);
    }
  }

  /** Which fields are searched. */
  public enum Group {
    ALL,
    NAME,
    EMAIL,
    PHONE
  }

  /** Parses one search. */
  public static Search parse(String text) {
    if (text.length() > LONGEST) {
      throw SoqlError.malformed(
          "SOSL statements cannot be longer than " + LONGEST + " characters.");
    }
    int close = text.indexOf('}');
    if (!UNQUOTED.matcher(text).lookingAt() || close < 0) {
      throw SoqlError.malformed(
          "No search term found. The search term must be enclosed in braces.");
    }
    String find = unescaped(text.substring(text.indexOf('{') + 1, closing(text)));
    String rest = text.substring(closing(text) + 1);
    return new Reader(new Tokens(rest), find).read();
  }

  /** The brace that ends the term; one after a backslash belongs to it. */
  private static int closing(String text) {
    for (int i = text.indexOf('{') + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '}') {
        return i;
      }
    }
    throw SoqlError.malformed("No search term found. The search term must be enclosed in braces.");
  }

  private static String unescaped(String term) {
    return term.replaceAll("\\\\(.)", "$1").strip();
  }

  private static final class Reader {
    private final Tokens tokens;
    private final String find;

    Reader(Tokens tokens, String find) {
      this.tokens = tokens;
      this.find = find;
    }

    Search read() {
      if (find.replace("*", "").replace("?", "").length() < 2) {
        throw new SoqlError(
            "INVALID_SEARCH", "search term must be longer than one character: " + find);
      }
      Group group = tokens.takeWord("in") ? group() : Group.ALL;
      List<Query> returning = new ArrayList<>();
      if (tokens.takeWord("returning")) {
        do {
          returning.add(object());
        } while (tokens.takeSymbol(","));
      }
      int limit = tokens.takeWord("limit") ? tokens.needCount(MOST_ROWS) : MOST_ROWS;
      if (tokens.peek().kind() != Token.Kind.END) {
        throw tokens.unexpected();
      }
      return new Search(find, group, returning, limit);
    }

    private Group group() {
      Token word = tokens.need(Token.Kind.WORD);
      Group group =
          switch (word.lower()) {
            case "all", "sidebar" -> Group.ALL;
            case "name" -> Group.NAME;
            case "email" -> Group.EMAIL;
            case "phone" -> Group.PHONE;
            default -> throw tokens.error(word, "unexpected token: '" + word.text() + "'");
          };
      tokens.needWord("fields");
      return group;
    }

    private Query object() {
      Token object = tokens.need(Token.Kind.WORD);
      Query.From from = new Query.From(object.text(), object.at());
      if (!tokens.takeSymbol("(")) {
        return query(from, List.of(field("Id", object.at())), null, List.of(), null, 0);
      }
      Conditions conditions =
          new Conditions(
              tokens,
              () -> {
                throw tokens.unexpected();
              });
      List<Query.Item> items = new ArrayList<>();
      do {
        Operand operand = conditions.operand();
        items.add(new Query.Value(operand, null));
      } while (tokens.takeSymbol(","));
      Condition where = tokens.takeWord("where") ? conditions.clause() : null;
      List<Query.Order> orders =
          tokens.takeWords("order", "by") ? Soql.orders(tokens, conditions) : List.of();
      Integer limit = tokens.takeWord("limit") ? tokens.needCount(Integer.MAX_VALUE) : null;
      int offset = tokens.takeWord("offset") ? tokens.needCount(MOST_ROWS) : 0;
      tokens.needSymbol(")");
      return query(from, items, where, orders, limit, offset);
    }

    private static Query.Item field(String name, int at) {
      return new Query.Value(new Operand.Path(name, at), null);
    }

    private Query query(
        Query.From from,
        List<Query.Item> items,
        @Nullable Condition where,
        List<Query.Order> orders,
        @Nullable Integer limit,
        int offset) {
      return Query.plain(tokens.query(), items, from, where, orders, limit, offset);
    }
  }
}
