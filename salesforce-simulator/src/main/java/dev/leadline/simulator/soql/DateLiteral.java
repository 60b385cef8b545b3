package dev.leadline.simulator.soql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** The named spans of days a query may compare with; weeks start on Sunday, fiscal is calendar. */
public enum DateLiteral {
  YESTERDAY(Unit.DAY, Reach.ONE, -1),
  TODAY(Unit.DAY, Reach.ONE, 0),
  TOMORROW(Unit.DAY, Reach.ONE, 1),
  LAST_WEEK(Unit.WEEK, Reach.ONE, -1),
  THIS_WEEK(Unit.WEEK, Reach.ONE, 0),
  NEXT_WEEK(Unit.WEEK, Reach.ONE, 1),
  LAST_MONTH(Unit.MONTH, Reach.ONE, -1),
  THIS_MONTH(Unit.MONTH, Reach.ONE, 0),
  NEXT_MONTH(Unit.MONTH, Reach.ONE, 1),
  LAST_90_DAYS(Unit.DAY, Reach.LAST_DAYS, 90),
  NEXT_90_DAYS(Unit.DAY, Reach.NEXT, 90),
  THIS_QUARTER(Unit.QUARTER, Reach.ONE, 0),
  LAST_QUARTER(Unit.QUARTER, Reach.ONE, -1),
  NEXT_QUARTER(Unit.QUARTER, Reach.ONE, 1),
  THIS_YEAR(Unit.YEAR, Reach.ONE, 0),
  LAST_YEAR(Unit.YEAR, Reach.ONE, -1),
  NEXT_YEAR(Unit.YEAR, Reach.ONE, 1),
  THIS_FISCAL_QUARTER(Unit.QUARTER, Reach.ONE, 0),
  LAST_FISCAL_QUARTER(Unit.QUARTER, Reach.ONE, -1),
  NEXT_FISCAL_QUARTER(Unit.QUARTER, Reach.ONE, 1),
  THIS_FISCAL_YEAR(Unit.YEAR, Reach.ONE, 0),
  LAST_FISCAL_YEAR(Unit.YEAR, Reach.ONE, -1),
  NEXT_FISCAL_YEAR(Unit.YEAR, Reach.ONE, 1),
  LAST_N_DAYS(Unit.DAY, Reach.LAST_DAYS),
  NEXT_N_DAYS(Unit.DAY, Reach.NEXT),
  N_DAYS_AGO(Unit.DAY, Reach.AGO),
  LAST_N_WEEKS(Unit.WEEK, Reach.LAST),
  NEXT_N_WEEKS(Unit.WEEK, Reach.NEXT),
  N_WEEKS_AGO(Unit.WEEK, Reach.AGO),
  LAST_N_MONTHS(Unit.MONTH, Reach.LAST),
  NEXT_N_MONTHS(Unit.MONTH, Reach.NEXT),
  N_MONTHS_AGO(Unit.MONTH, Reach.AGO),
  LAST_N_QUARTERS(Unit.QUARTER, Reach.LAST),
  NEXT_N_QUARTERS(Unit.QUARTER, Reach.NEXT),
  N_QUARTERS_AGO(Unit.QUARTER, Reach.AGO),
  LAST_N_YEARS(Unit.YEAR, Reach.LAST),
  NEXT_N_YEARS(Unit.YEAR, Reach.NEXT),
  N_YEARS_AGO(Unit.YEAR, Reach.AGO),
  LAST_N_FISCAL_QUARTERS(Unit.QUARTER, Reach.LAST),
  NEXT_N_FISCAL_QUARTERS(Unit.QUARTER, Reach.NEXT),
  N_FISCAL_QUARTERS_AGO(Unit.QUARTER, Reach.AGO),
  LAST_N_FISCAL_YEARS(Unit.YEAR, Reach.LAST),
  NEXT_N_FISCAL_YEARS(Unit.YEAR, Reach.NEXT),
  N_FISCAL_YEARS_AGO(Unit.YEAR, Reach.AGO);

  private final Unit unit;
  private final Reach reach;
  private final int fixed;
  private final boolean numbered;

  DateLiteral(Unit unit, Reach reach, int fixed) {
    this.unit = unit;
    this.reach = reach;
    this.fixed = fixed;
    this.numbered = false;
  }

  DateLiteral(Unit unit, Reach reach) {
    this.unit = unit;
    this.reach = reach;
    this.fixed = 0;
    this.numbered = true;
  }

  /** Whether the literal is written with a number: {@code LAST_N_DAYS:30}. */
  boolean numbered() {
    return numbered;
  }

  static Optional<DateLiteral> named(String word) {
    try {
      return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** The days meant, seen from {@code today}; {@code number} counts only where one is written. */
  Days days(LocalDate today, int number) {
    int n = numbered ? number : fixed;
    LocalDate start = unit.start(today);
    return switch (reach) {
      case ONE -> new Days(unit.plus(start, n), unit.plus(start, n + 1L));
      case AGO -> new Days(unit.plus(start, -n), unit.plus(start, 1L - n));
      case LAST -> new Days(unit.plus(start, -n), start);
      case LAST_DAYS -> new Days(start.minusDays(n), start.plusDays(1));
      case NEXT -> new Days(unit.plus(start, 1), unit.plus(start, n + 1L));
    };
  }

  /** From the first day up to, not including, the day after the last. */
  record Days(LocalDate from, LocalDate until) {}

  private enum Reach {
    ONE,
    AGO,
    LAST,
    /**
     * The days before today and today so far, unlike the longer units, which end before this one.
     */
    LAST_DAYS,
    NEXT
  }

  private enum Unit {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    LocalDate start(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        case MONTH -> day.withDayOfMonth(1);
        case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
        case YEAR -> day.withDayOfYear(1);
      };
    }

    LocalDate plus(LocalDate day, long n) {
      return switch (this) {
        case DAY -> day.plusDays(n);
        case WEEK -> day.plusWeeks(n);
        case MONTH -> day.plusMonths(n);
        case QUARTER -> day.plus(3 * n, ChronoUnit.MONTHS);
        case YEAR -> day.plusYears(n);
      };
    }
  }
}
