package dev.leadline.prospect;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of prospects, and what a value in it looks like: canonical text.
 *
 * @param name stable name, as callers write it
 * @param options the values offered; empty: any
 */
public record Field(
    int unit, String name, String label, FieldType type, boolean custom, List<String> options) {

  /** Texts of standard fields are cut to this many characters. */
  private static final int STANDARD_TEXT = 255;

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

  /** A value made canonical, or why it cannot be. */
  public sealed interface Canonical {
    /** Ready to keep; the empty text clears the field. */
    record Text(String text) implements Canonical {}

    /** Not a value of this field. */
    record Invalid(String reason) implements Canonical {}
  }

  /**
   * The canonical text of a value: numbers in plain decimals, dates as {@code 2026-01-31}, booleans
   * {@code true} or {@code false}, several values joined by {@code ;}. Texts lose outer space and
   * what is beyond the field's length, as in Pardot.
   */
  public Canonical canonical(String raw) {
    String text = raw.strip();
    if (text.isEmpty()) {
      return new Canonical.Text("");
    }
    return switch (type) {
      case NUMBER -> number(text);
      case DATE -> date(text);
      case BOOLEAN -> bool(text);
      case TEXT, TEXT_AREA, HIDDEN, RADIO, DROPDOWN, CHECKBOX, MULTI_SELECT, CRM_USER ->
          new Canonical.Text(cut(text.indexOf('\0') < 0 ? text : text.replace("\0", "")));
    };
  }

  /** The canonical text of several values. */
  public Canonical canonical(List<String> raw) {
    return canonical(
        raw.stream().map(String::strip).filter(v -> !v.isEmpty()).collect(Collectors.joining(";")));
  }

  /** In characters. */
  public int maxLength() {
    return !custom && type == FieldType.TEXT ? STANDARD_TEXT : type.maxLength();
  }

  private String cut(String text) {
    int max = maxLength();
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  private Canonical number(String text) {
    if (text.length() > type.maxLength()) {
      return new Canonical.Invalid(label + " takes a number");
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > type.maxLength()
          ? new Canonical.Invalid(label + " takes a number of at most 64 digits")
          : new Canonical.Text(
              number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } catch (NumberFormatException e) {
      return new Canonical.Invalid(label + " takes a number");
    }
  }

  private Canonical date(String text) {
    try {
      String day = text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text;
      return new Canonical.Text(LocalDate.parse(day).toString());
    } catch (DateTimeParseException e) {
      return new Canonical.Invalid(label + " takes a date like 2026-01-31");
    }
  }

  private Canonical bool(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower)) {
      return new Canonical.Text("true");
    }
    return FALSE.contains(lower)
        ? new Canonical.Text("false")
        : new Canonical.Invalid(label + " takes true or false");
  }
}
