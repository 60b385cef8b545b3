package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads query text; the only error it knows is {@link SoqlError}. */
public final class Soql {
  private static final int LONGEST = 100_000;
  private static final int FURTHEST_OFFSET = 2_000;
  private static final int MOST_WITH_SUBTOTALS = 3;
  private static final Set<String> AFTER_FROM =
      Set.of(
          "where", "with", "group", "having", "order", "limit", "offset", "for", "update", "all",
          "using");

  private final Tokens tokens;
  private final Conditions conditions;

  private Soql(String query) {
    this.tokens = new Tokens(query);
    this.conditions = new Conditions(tokens, this::nested);
  }

  /** Parses one whole SELECT statement. */
  public static Query parse(String query) {
    if (query.length() > LONGEST) {
      throw SoqlError.malformed(
          "SOQL statements cannot be longer than " + LONGEST + " characters.");
    }
    Soql soql = new Soql(query);
    Query parsed = soql.select();
    if (soql.tokens.peek().kind() != Token.Kind.END) {
      throw soql.tokens.unexpected();
    }
    return parsed;
  }

  private Query nested() {
    tokens.enter();
    Query query = select();
    tokens.leave();
    return query;
  }

  private Query select() {
    tokens.needWord("select");
    List<Query.Item> items = items();
    tokens.needWord("from");
    Query.From from = from();
    Condition where = tokens.takeWord("where") ? conditions.clause() : null;
    accessMode();
    boolean grouped = tokens.takeWords("group", "by");
    Query.Subtotals subtotals = grouped ? subtotals() : Query.Subtotals.NONE;
    List<Operand> groupBy = grouped ? groupBy(subtotals) : List.of();
    Condition having = tokens.takeWord("having") ? conditions.clause() : null;
    List<Query.Order> orderBy =
        tokens.takeWords("order", "by") ? orders(tokens, conditions) : List.of();
    Integer limit = tokens.takeWord("limit") ? tokens.needCount(Integer.MAX_VALUE) : null;
    int offset = tokens.takeWord("offset") ? offset() : 0;
    usage();
    return new Query(
        tokens.query(), items, from, where, groupBy, subtotals, having, orderBy, limit, offset);
  }

  private List<Query.Item> items() {
    List<Query.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.takeSymbol(","));
    return items;
  }

  private Query.Item item() {
    Token token = tokens.peek();
    if (tokens.takeSymbol("(")) {
      Query child = nested();
      tokens.needSymbol(")");
      return new Query.Child(child, token.at());
    }
    if (token.isWord("from")) {
      throw tokens.unexpected();
    }
    if (token.isWord("count") && tokens.peek(1).isSymbol("(") && tokens.peek(2).isSymbol(")")) {
      tokens.take();
      tokens.take();
      tokens.take();
      return new Query.CountRows(token.at());
    }
    if (token.isWord("typeof") && tokens.peek(1).kind() == Token.Kind.WORD) {
      return typeOf();
    }
    if (token.isWord("fields") && tokens.peek(1).isSymbol("(")) {
      return fieldSet();
    }
    return new Query.Value(conditions.operand(), alias(Set.of("from")));
  }

  private Query.TypeOf typeOf() {
    tokens.take();
    Operand.Path relationship = path();
    List<Query.When> whens = new ArrayList<>();
    tokens.needWord("when");
    do {
      Token object = tokens.need(Token.Kind.WORD);
      tokens.needWord("then");
      whens.add(new Query.When(object.text(), object.at(), paths()));
    } while (tokens.takeWord("when"));
    List<Operand.Path> otherwise = tokens.takeWord("else") ? paths() : List.of();
    tokens.needWord("end");
    return new Query.TypeOf(relationship, whens, otherwise);
  }

  private List<Operand.Path> paths() {
    List<Operand.Path> paths = new ArrayList<>();
    do {
      paths.add(path());
    } while (tokens.takeSymbol(","));
    return paths;
  }

  private Operand.Path path() {
    Token path = tokens.need(Token.Kind.WORD);
    return new Operand.Path(path.text(), path.at());
  }

  private Query.FieldSet fieldSet() {
    int at = tokens.take().at();
    tokens.needSymbol("(");
    Token which = tokens.need(Token.Kind.WORD);
    Query.Fields fields =
        switch (which.lower()) {
          case "all" -> Query.Fields.ALL;
          case "standard" -> Query.Fields.STANDARD;
          case "custom" -> Query.Fields.CUSTOM;
          default -> throw tokens.error(which, "unexpected token: '" + which.text() + "'");
        };
    tokens.needSymbol(")");
    return new Query.FieldSet(fields, at);
  }

  private @Nullable String alias(Set<String> notAfter) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD || notAfter.contains(token.lower())) {
      return null;
    }
    if (token.text().contains(".")) {
      throw tokens.unexpected();
    }
    return tokens.take().text();
  }

  private Query.From from() {
    Token object = tokens.need(Token.Kind.WORD);
    Map<String, String> aliases = new HashMap<>();
    name(aliases, "");
    while (tokens.takeSymbol(",")) {
      Token path = tokens.need(Token.Kind.WORD);
      int dot = path.text().indexOf('.');
      String head = dot < 0 ? "" : path.lower().substring(0, dot);
      String prefix = aliases.get(head);
      if (prefix == null) {
        throw tokens.error(path, "unexpected token: '" + path.text() + "'");
      }
      name(aliases, prefix + path.text().substring(dot + 1) + ".");
    }
    boolean mine = tokens.takeWords("using", "scope") && mine();
    return new Query.From(object.text(), object.at(), aliases, mine);
  }

  /** The two scopes that describes list. Source: sforce_api_calls_soql_select_using_scope. */
  private boolean mine() {
    Token which = tokens.need(Token.Kind.WORD);
    return switch (which.lower()) {
      case "mine" -> true;
      case "everything" -> false;
      default -> throw tokens.error(which, "unsupported scope: '" + which.text() + "'");
    };
  }

  /** Queries over the API see what their user sees anyway, so that the mode changes nothing. */
  private void accessMode() {
    if (tokens.takeWord("with")
        && !(tokens.takeWord("security_enforced")
            || tokens.takeWord("user_mode")
            || tokens.takeWord("system_mode"))) {
      throw tokens.unexpected();
    }
  }

  private Query.Subtotals subtotals() {
    if (!tokens.peek(1).isSymbol("(")) {
      return Query.Subtotals.NONE;
    }
    if (tokens.takeWord("rollup")) {
      return Query.Subtotals.ROLLUP;
    }
    return tokens.takeWord("cube") ? Query.Subtotals.CUBE : Query.Subtotals.NONE;
  }

  private List<Operand> groupBy(Query.Subtotals subtotals) {
    if (subtotals == Query.Subtotals.NONE) {
      return operands();
    }
    tokens.needSymbol("(");
    List<Operand> operands = operands();
    tokens.needSymbol(")");
    if (operands.size() > MOST_WITH_SUBTOTALS) {
      throw SoqlError.malformed(
          "GROUP BY " + subtotals + " takes at most " + MOST_WITH_SUBTOTALS + " fields");
    }
    return operands;
  }

  private void name(Map<String, String> aliases, String path) {
    tokens.takeWord("as");
    String alias = alias(AFTER_FROM);
    if (alias != null) {
      aliases.put(alias.toLowerCase(Locale.ROOT), path);
    }
  }

  private List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    do {
      operands.add(conditions.operand());
    } while (tokens.takeSymbol(","));
    return operands;
  }

  /** The list after ORDER BY; SOSL has it too. */
  static List<Query.Order> orders(Tokens tokens, Conditions conditions) {
    List<Query.Order> orders = new ArrayList<>();
    do {
      Operand operand = conditions.operand();
      boolean descending = tokens.takeWord("desc");
      if (!descending) {
        tokens.takeWord("asc");
      }
      orders.add(new Query.Order(operand, descending, nullsFirst(tokens)));
    } while (tokens.takeSymbol(","));
    return orders;
  }

  /** Nulls come first in both directions unless the query says otherwise. */
  private static boolean nullsFirst(Tokens tokens) {
    if (!tokens.takeWord("nulls")) {
      return true;
    }
    if (tokens.takeWord("first")) {
      return true;
    }
    tokens.needWord("last");
    return false;
  }

  private int offset() {
    int offset = tokens.needCount(Integer.MAX_VALUE);
    if (offset > FURTHEST_OFFSET) {
      throw new SoqlError(
          "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + FURTHEST_OFFSET);
    }
    return offset;
  }

  /** What follows changes usage statistics only, which an org without people does not keep. */
  private void usage() {
    while (tokens.takeWord("for")) {
      if (!(tokens.takeWord("view") || tokens.takeWord("reference") || tokens.takeWord("update"))) {
        throw tokens.unexpected();
      }
    }
    if (tokens.takeWord("update")
        && !(tokens.takeWord("tracking") || tokens.takeWord("viewstat"))) {
      throw tokens.unexpected();
    }
    if (tokens.takeWord("all")) {
      tokens.needWord("rows");
    }
  }
}
