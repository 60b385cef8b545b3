package dev.leadline.simulator.soql;

import dev.leadline.simulator.soql.Condition.Comparison;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what stands in WHERE and HAVING: conditions, operands and literals. */
final class Conditions {
  private static final int LARGEST_DATE_NUMBER = 999_999;

  private final Tokens tokens;
  private final Supplier<Query> nested;

  Conditions(Tokens tokens, Supplier<Query> nested) {
    this.tokens = tokens;
    this.nested = nested;
  }

  /**
   * AND and OR may not meet without brackets: the second kind ends the clause, as an unexpected
   * token.
   */
  Condition clause() {
    tokens.enter();
    Condition first = part();
    Condition clause = first;
    if (tokens.peek().isWord("and")) {
      clause = new Condition.All(joined(first, "and"));
    } else if (tokens.peek().isWord("or")) {
      clause = new Condition.Any(joined(first, "or"));
    }
    if (tokens.peek().isWord("and") || tokens.peek().isWord("or")) {
      throw tokens.unexpected();
    }
    tokens.leave();
    return clause;
  }

  private List<Condition> joined(Condition first, String word) {
    List<Condition> parts = new ArrayList<>(List.of(first));
    while (tokens.takeWord(word)) {
      parts.add(part());
    }
    return parts;
  }

  private Condition part() {
    if (tokens.takeWord("not")) {
      tokens.enter();
      Condition negated = new Condition.Not(part());
      tokens.leave();
      return negated;
    }
    if (tokens.takeSymbol("(")) {
      Condition inner = clause();
      tokens.needSymbol(")");
      return inner;
    }
    return comparison();
  }

  private Condition comparison() {
    Operand left = operand();
    Token operator = tokens.take();
    return switch (operator.lower()) {
      case "=" -> compare(left, Comparison.EQUAL);
      case "!=", "<>" -> compare(left, Comparison.NOT_EQUAL);
      case "<" -> compare(left, Comparison.LESS);
      case "<=" -> compare(left, Comparison.LESS_OR_EQUAL);
      case ">" -> compare(left, Comparison.GREATER);
      case ">=" -> compare(left, Comparison.GREATER_OR_EQUAL);
      case "like" -> new Condition.Like(left, literal());
      case "in" -> among(left, false);
      case "not" -> {
        tokens.needWord("in");
        yield among(left, true);
      }
      case "includes" -> new Condition.Includes(left, false, list());
      case "excludes" -> new Condition.Includes(left, true, list());
      default -> throw tokens.error(operator, "unexpected token: '" + operator.shown() + "'");
    };
  }

  private Condition compare(Operand left, Comparison comparison) {
    return new Condition.Compare(left, comparison, literal());
  }

  private Condition among(Operand left, boolean negated) {
    if (tokens.peek().isSymbol("(") && tokens.peek(1).isWord("select")) {
      tokens.take();
      Query query = nested.get();
      tokens.needSymbol(")");
      return new Condition.AmongQuery(left, negated, query);
    }
    return new Condition.Among(left, negated, list());
  }

  private List<Literal> list() {
    tokens.needSymbol("(");
    List<Literal> values = new ArrayList<>();
    do {
      values.add(literal());
    } while (tokens.takeSymbol(","));
    tokens.needSymbol(")");
    return values;
  }

  /**
   * A path or a function call; functions nest, as in {@code
   * DAY_ONLY(convertTimezone(CreatedDate))}.
   */
  Operand operand() {
    Token name = tokens.need(Token.Kind.WORD);
    if (!tokens.takeSymbol("(")) {
      return new Operand.Path(name.text(), name.at());
    }
    tokens.enter();
    Operand argument = operand();
    tokens.leave();
    tokens.needSymbol(")");
    String text = name.text() + "(" + argument.text() + ")";
    return new Operand.Call(name.lower(), argument, text, name.at());
  }

  private Literal literal() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case TEXT -> new Literal.Text(token.text(), token.pattern());
      case NUMBER -> new Literal.Numeric(new BigDecimal(token.text()));
      case DAY, MOMENT, TIME -> temporal(token);
      case WORD -> word(token);
      case SYMBOL -> {
        if (token.isSymbol(":")) {
          throw tokens.error(token, "Bind variables only allowed in Apex code");
        }
        throw tokens.error(token, "unexpected token: '" + token.text() + "'");
      }
      case END -> throw tokens.unexpected();
    };
  }

  private Literal word(Token token) {
    return switch (token.lower()) {
      case "true" -> new Literal.Bool(true);
      case "false" -> new Literal.Bool(false);
      case "null" -> new Literal.Null();
      default -> {
        Optional<DateLiteral> literal = DateLiteral.named(token.text());
        if (literal.isEmpty()) {
          throw tokens.error(token, "unexpected token: '" + token.text() + "'");
        }
        yield span(literal.get());
      }
    };
  }

  private Literal span(DateLiteral literal) {
    if (!literal.numbered()) {
      return new Literal.Span(literal, 0);
    }
    tokens.needSymbol(":");
    return new Literal.Span(literal, tokens.needCount(LARGEST_DATE_NUMBER));
  }

  private Literal temporal(Token token) {
    try {
      return switch (token.kind()) {
        case DAY -> new Literal.Day(LocalDate.parse(token.text()));
        case TIME ->
            new Literal.Time(LocalTime.parse(token.text().substring(0, token.text().length() - 1)));
        default -> new Literal.Moment(moment(token.text()));
      };
    } catch (DateTimeException invalid) {
      String type = token.kind() == Token.Kind.DAY ? "date" : "datetime";
      throw tokens.error(token, "Invalid " + type + ": " + token.text());
    }
  }

  /** An offset may come without its colon, as the org itself writes it. */
  private static Instant moment(String text) {
    boolean bareOffset = text.matches(".*[+-]\\d{4}");
    int cut = text.length() - 2;
    String iso = bareOffset ? text.substring(0, cut) + ":" + text.substring(cut) : text;
    return OffsetDateTime.parse(iso.replace('t', 'T').replace('z', 'Z')).toInstant();
  }
}
