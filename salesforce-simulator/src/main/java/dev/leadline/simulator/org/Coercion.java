package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a value as it came over the wire (JSON or CSV) into the form in which rows keep it. */
final class Coercion {

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private Coercion() {}

  /** The value is of the wrong kind for the field. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    Unfit(String code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    DmlError error(Field field) {
      return DmlError.of(code, String.valueOf(getMessage()), field.name());
    }
  }

  static @Nullable Object toStored(Field field, @Nullable Object given) throws Unfit {
    if (given == null) {
      return null;
    }
    return switch (field.type()) {
      case STRING, EMAIL, PHONE, URL, PICKLIST, COMBOBOX, MULTIPICKLIST -> text(field, given);
      case TEXTAREA -> longText(field, given);
      case ID, REFERENCE -> reference(field, given);
      case BOOLEAN -> bool(field, given);
      case INT -> whole(field, given);
      case DOUBLE, CURRENCY, PERCENT -> decimal(field, given);
      case DATE -> date(field, given);
      case DATETIME -> dateTime(field, given);
      case TIME -> time(field, given);
      case ADDRESS -> throw wrongType(field, given);
    };
  }

  /** Empty text is stored as nothing; blanks at the ends go. */
  private static @Nullable String text(Field field, Object given) throws Unfit {
    String text = scalar(field, given).strip();
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String longText(Field field, Object given) throws Unfit {
    return text(field, given);
  }

  private static @Nullable String reference(Field field, Object given) throws Unfit {
    String text = text(field, given);
    if (text == null) {
      return null;
    }
    String id = RecordId.normal(text);
    if (id == null) {
      throw new Unfit("MALFORMED_ID", field.label() + ": id value of incorrect type: " + text);
    }
    return id;
  }

  private static Boolean bool(Field field, Object given) throws Unfit {
    if (given instanceof Boolean yes) {
      return yes;
    }
    return switch (scalar(field, given).strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no", "" -> false;
      default -> throw wrongType(field, given);
    };
  }

  private static @Nullable Integer whole(Field field, Object given) throws Unfit {
    BigDecimal number = number(field, given);
    if (number == null) {
      return null;
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw wrongType(field, given);
    }
  }

  private static @Nullable Double decimal(Field field, Object given) throws Unfit {
    BigDecimal number = number(field, given);
    if (number == null) {
      return null;
    }
    int integerDigits = number.precision() - number.scale();
    int allowed = Math.max(1, field.length() - field.scale());
    if (field.length() > 0 && number.signum() != 0 && integerDigits > allowed) {
      throw new Unfit(
          "NUMBER_OUTSIDE_VALID_RANGE",
          field.label() + ": value outside of valid range on numeric field: " + given);
    }
    return number
        .setScale(
            Math.min(Math.max(number.scale(), 0), field.scale()), java.math.RoundingMode.HALF_UP)
        .doubleValue();
  }

  private static @Nullable BigDecimal number(Field field, Object given) throws Unfit {
    if (given instanceof Boolean) {
      throw wrongType(field, given);
    }
    String text = scalar(field, given).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > 400 || number.precision() > 400) {
        throw wrongType(field, given);
      }
      return number;
    } catch (NumberFormatException e) {
      throw wrongType(field, given);
    }
  }

  private static @Nullable LocalDate date(Field field, Object given) throws Unfit {
    String text = scalar(field, given).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(
          text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
    } catch (DateTimeException e) {
      throw wrongType(field, given);
    }
  }

  private static @Nullable Instant dateTime(Field field, Object given) throws Unfit {
    String text = scalar(field, given).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return OffsetDateTime.parse(text.replace(' ', 'T'), DATE_TIME)
          .toInstant()
          .truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw wrongType(field, given);
    }
  }

  private static @Nullable LocalTime time(Field field, Object given) throws Unfit {
    String text = scalar(field, given).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
    } catch (DateTimeException e) {
      throw wrongType(field, given);
    }
  }

  private static String scalar(Field field, Object given) throws Unfit {
    if (given instanceof String || given instanceof Number || given instanceof Boolean) {
      return given.toString();
    }
    throw wrongType(field, given);
  }

  private static Unfit wrongType(Field field, Object given) {
    String shown =
        given instanceof String || given instanceof Number || given instanceof Boolean
            ? given.toString()
            : "structured value";
    return new Unfit(
        "INVALID_TYPE_ON_FIELD_IN_RECORD",
        field.label()
            + ": value not of required type: "
            + (shown.length() > 255 ? shown.substring(0, 255) : shown));
  }
}
