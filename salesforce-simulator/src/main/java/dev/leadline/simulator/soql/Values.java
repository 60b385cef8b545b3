package dev.leadline.simulator.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Brings literals and row values of one kind to one comparable form: text in lower case, ids with
 * 18 characters, numbers as decimals, moments in whole seconds, as the org compares them.
 */
final class Values {
  private final Scope scope;

  Values(Scope scope) {
    this.scope = scope;
  }

  /** A date literal as a span of days or moments: from its start up to its last instant or day. */
  record Span(Object from, Object until, Object last) {
    /** Before the span, in it, or after it: -1, 0, 1. */
    int order(Object value) {
      if (compareAny(value, from) < 0) {
        return -1;
      }
      return compareAny(value, until) < 0 ? 0 : 1;
    }
  }

  boolean takesSpan(Kind kind) {
    return kind == Kind.DATE || kind == Kind.DATETIME;
  }

  Span span(Literal.Span span, Kind kind) {
    LocalDate today = LocalDate.ofInstant(scope.view().now(), scope.view().zone());
    DateLiteral.Days days = span.literal().days(today, span.number());
    if (kind == Kind.DATE) {
      return new Span(days.from(), days.until(), days.until().minusDays(1));
    }
    Instant until = startOf(days.until());
    return new Span(startOf(days.from()), until, until.minusNanos(1));
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(scope.view().zone()).toInstant();
  }

  /**
   * The literal in comparable form; null for NULL and for empty text, which the org keeps as null.
   */
  @Nullable Object of(Operand at, Kind kind, Literal literal) {
    if (literal instanceof Literal.Null) {
      return kind == Kind.BOOLEAN ? Boolean.FALSE : null;
    }
    return switch (kind) {
      case ID, REFERENCE ->
          literal instanceof Literal.Text text ? id(at, text) : wrong(at, kind, true);
      case TEXT, EMAIL, PHONE, MULTIPICKLIST ->
          literal instanceof Literal.Text text
              ? comparable(kind, text.value())
              : wrong(at, kind, true);
      case BOOLEAN -> literal instanceof Literal.Bool bool ? bool.value() : wrong(at, kind, false);
      case WHOLE, DECIMAL ->
          literal instanceof Literal.Numeric number
              ? number.value().stripTrailingZeros()
              : wrong(at, kind, false);
      case DATE -> literal instanceof Literal.Day day ? day.value() : wrong(at, kind, false);
      case DATETIME ->
          literal instanceof Literal.Moment moment
              ? comparable(kind, moment.value())
              : wrong(at, kind, false);
      case TIME -> literal instanceof Literal.Time time ? time.value() : wrong(at, kind, false);
      case COMPOUND -> wrong(at, kind, false);
    };
  }

  private @Nullable Object id(Operand at, Literal.Text text) {
    if (text.value().isEmpty()) {
      return null;
    }
    String id = Ids.normal(text.value());
    if (id == null) {
      throw scope.error(at, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text.value());
    }
    return id;
  }

  private Object wrong(Operand at, Kind kind, boolean quoted) {
    String type = kind == Kind.ID || kind == Kind.REFERENCE ? "string" : kind.shown();
    String field = at.text().substring(at.text().lastIndexOf('.') + 1);
    throw scope.error(
        at,
        "INVALID_FIELD",
        "value of filter criterion for field '%s' must be of type %s and should %sbe enclosed in quotes"
            .formatted(field, type, quoted ? "" : "not "));
  }

  /** A row's value in comparable form. */
  @Nullable Object comparable(Kind kind, @Nullable Object value) {
    if (value == null) {
      return kind == Kind.BOOLEAN ? Boolean.FALSE : null;
    }
    return switch (kind) {
      case TEXT, EMAIL, PHONE, MULTIPICKLIST -> {
        String text = value.toString();
        yield text.isEmpty() ? null : text.toLowerCase(Locale.ROOT);
      }
      case WHOLE, DECIMAL -> decimal((Number) value);
      case DATETIME -> ((Instant) value).truncatedTo(ChronoUnit.SECONDS);
      case ID, REFERENCE, BOOLEAN, DATE, TIME, COMPOUND -> value;
    };
  }

  static BigDecimal decimal(Number number) {
    BigDecimal decimal =
        switch (number) {
          case BigDecimal big -> big;
          case Integer whole -> BigDecimal.valueOf(whole);
          case Long whole -> BigDecimal.valueOf(whole);
          default -> BigDecimal.valueOf(number.doubleValue());
        };
    return decimal.stripTrailingZeros();
  }

  int compare(Object left, Object right) {
    return compareAny(left, right);
  }

  /** Both sides have been brought to the same form, so they are of one type. */
  static int compareAny(Object left, Object right) {
    return switch (left) {
      case String text -> text.compareTo((String) right);
      case BigDecimal number -> number.compareTo((BigDecimal) right);
      case Boolean bool -> bool.compareTo((Boolean) right);
      case LocalDate day -> day.compareTo((LocalDate) right);
      case Instant moment -> moment.compareTo((Instant) right);
      case LocalTime time -> time.compareTo((LocalTime) right);
      default -> left.toString().compareTo(right.toString());
    };
  }
}
