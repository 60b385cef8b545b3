package dev.leadline.simulator.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** A value written in a query. */
public sealed interface Literal {
  /**
   * A string; {@code pattern} is its form for LIKE, where a backslash marks an escaped wildcard.
   */
  record Text(String value, String pattern) implements Literal {}

  record Numeric(BigDecimal value) implements Literal {}

  record Bool(boolean value) implements Literal {}

  record Null() implements Literal {}

  record Day(LocalDate value) implements Literal {}

  record Moment(Instant value) implements Literal {}

  record Time(LocalTime value) implements Literal {}

  /** A date literal such as {@code TODAY} or, with its number, {@code LAST_N_DAYS:30}. */
  record Span(DateLiteral literal, int number) implements Literal {}
}
