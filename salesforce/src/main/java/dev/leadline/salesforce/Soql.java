package dev.leadline.salesforce;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the parts of a query. */
final class Soql {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)?");

  private Soql() {}

  /** A text in quotes; nothing in it ends the quotes. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }

  /** A field's name, or a path to one; nothing else may pass for it. */
  static String name(String field) {
    if (!NAME.matcher(field).matches()) {
      throw StatusCodes.configuration("'" + field + "' cannot be the name of a field");
    }
    return field;
  }

  static String in(Collection<String> texts) {
    return texts.stream().map(Soql::quoted).collect(Collectors.joining(",", " IN (", ")"));
  }

  /** A time as a literal; comparisons do not see fractions of a second. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A time as replies tell it: {@code 2015-08-19T08:17:00.000+0000}. */
  static Instant time(String text) {
    return OffsetDateTime.parse(text, STAMP).toInstant();
  }

  static String asParameter(String query) {
    return "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
