package dev.leadline.simulator.soql;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code FORMAT(field)}: numbers, dates and times as the user's locale writes them, moments in the
 * user's zone: {@code $44,000.00}, {@code 4/10/2025, 3:31 PM}. Source:
 * sforce_api_calls_soql_select_format for these two; other locales follow the Unicode tables.
 */
final class Formats {
  /** An org with one currency; which one is a setting that is not simulated. */
  private static final Currency MONEY = Currency.getInstance("USD");

  private final Locale locale;
  private final ZoneId zone;

  Formats(View view) {
    this.locale = view.locale();
    this.zone = view.zone();
  }

  @Nullable Object text(Field.Style style, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number(style, number);
      case LocalDate day -> temporal(FormatStyle.SHORT, null).format(day);
      case LocalTime time -> temporal(null, FormatStyle.SHORT).format(time);
      case Instant moment ->
          temporal(FormatStyle.SHORT, FormatStyle.SHORT).format(moment.atZone(zone));
      default -> value;
    };
  }

  private String number(Field.Style style, Number number) {
    NumberFormat format =
        switch (style.unit()) {
          case MONEY -> NumberFormat.getCurrencyInstance(locale);
          case NONE, PERCENT -> NumberFormat.getNumberInstance(locale);
        };
    if (style.unit() == Field.Unit.MONEY) {
      format.setCurrency(MONEY);
    }
    format.setRoundingMode(RoundingMode.HALF_UP);
    format.setMinimumFractionDigits(style.scale());
    format.setMaximumFractionDigits(style.scale());
    String text = spaced(format.format(number));
    return style.unit() == Field.Unit.PERCENT ? text + "%" : text;
  }

  /** The short form of the locale, but with the whole year. */
  private DateTimeFormatter temporal(@Nullable FormatStyle date, @Nullable FormatStyle time) {
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            date, time, IsoChronology.INSTANCE, locale);
    return DateTimeFormatter.ofPattern(
        spaced(pattern).replaceFirst("y+", date == null ? "y" : "yyyy"), locale);
  }

  /** Newer tables use blanks that are narrow or do not break. */
  private static String spaced(String text) {
    return text.replace('\u202F', ' ').replace('\u00A0', ' ');
  }
}
