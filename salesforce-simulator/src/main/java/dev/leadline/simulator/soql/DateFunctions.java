package dev.leadline.simulator.soql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Set;

/**
 * {@code CALENDAR_YEAR(…)} to {@code HOUR_IN_DAY(…)}. A moment is taken apart in UTC, unless the
 * query asks for the user's zone: {@code HOUR_IN_DAY(convertTimezone(CreatedDate))}. Source:
 * sforce_api_calls_soql_select_date_functions and …_convert_time_zone. Date literals are another
 * matter; they are counted in the user's zone.
 */
final class DateFunctions {
  /** These take moments only; a date has no hour, and is a day already. */
  private static final Set<String> OF_MOMENTS = Set.of("day_only", "hour_in_day");

  private final Scope scope;

  DateFunctions(Scope scope) {
    this.scope = scope;
  }

  Bound<Row> bind(Operand.Call call) {
    boolean converted =
        call.argument() instanceof Operand.Call inner && inner.function().equals("converttimezone");
    Operand of = converted ? ((Operand.Call) call.argument()).argument() : call.argument();
    Bound<Row> argument = scope.bind(of);
    boolean moment = argument.kind() == Kind.DATETIME;
    boolean day = argument.kind() == Kind.DATE && !converted;
    if (!moment && (!day || OF_MOMENTS.contains(call.function()))) {
      throw invalid(call);
    }
    part(call, LocalDateTime.MIN);
    ZoneId zone = converted ? scope.view().zone() : ZoneOffset.UTC;
    return new Bound<>(
        call.text(),
        call.function().equals("day_only") ? Kind.DATE : Kind.WHOLE,
        argument.field(),
        false,
        row -> {
          Object value = argument.of(row);
          return value == null ? null : part(call, local(value, zone));
        });
  }

  private static LocalDateTime local(Object value, ZoneId zone) {
    return value instanceof LocalDate day
        ? day.atStartOfDay()
        : LocalDateTime.ofInstant((Instant) value, zone);
  }

  private Object part(Operand.Call call, LocalDateTime time) {
    return switch (call.function()) {
      case "calendar_year", "fiscal_year" -> time.getYear();
      case "calendar_month", "fiscal_month" -> time.getMonthValue();
      case "calendar_quarter", "fiscal_quarter" -> time.get(IsoFields.QUARTER_OF_YEAR);
      case "day_in_month" -> time.getDayOfMonth();
      case "day_in_year" -> time.getDayOfYear();
      case "day_in_week" -> time.getDayOfWeek().getValue() % 7 + 1;
      case "day_only" -> time.toLocalDate();
      case "hour_in_day" -> time.getHour();
      case "week_in_month" -> (time.getDayOfMonth() - 1) / 7 + 1;
      case "week_in_year" -> (time.get(ChronoField.DAY_OF_YEAR) - 1) / 7 + 1;
      default -> throw invalid(call);
    };
  }

  private SoqlError invalid(Operand.Call call) {
    return scope.error(call, "MALFORMED_QUERY", "Invalid function: " + call.text());
  }
}
