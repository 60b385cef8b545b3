package dev.leadline.ingest;

import dev.leadline.prospect.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which field each trait fills. Accepts every convention of Segment's reserved traits and of its
 * normaliser {@code @segment/facade}; an explicit field name stands above every derived value.
 */
final class Traits {
  /** A trait's name without case, spaces and underscores → the field it fills. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("firstname", "first_name"),
          Map.entry("lastname", "last_name"),
          Map.entry("email", "email"),
          Map.entry("company", "company"),
          Map.entry("companyname", "company"),
          Map.entry("website", "website"),
          Map.entry("phone", "phone"),
          Map.entry("position", "job_title"),
          Map.entry("jobtitle", "job_title"),
          Map.entry("department", "department"),
          Map.entry("salutation", "salutation"),
          Map.entry("industry", "industry"),
          Map.entry("fax", "fax"),
          Map.entry("city", "city"),
          Map.entry("state", "state"),
          Map.entry("country", "country"),
          Map.entry("zip", "zip"),
          Map.entry("zipcode", "zip"),
          Map.entry("postalcode", "zip"),
          Map.entry("territory", "territory"),
          Map.entry("employees", "employees"),
          Map.entry("annualrevenue", "annual_revenue"),
          Map.entry("yearsinbusiness", "years_in_business"),
          Map.entry("comments", "comments"),
          Map.entry("notes", "notes"),
          Map.entry("addressone", "address_one"),
          Map.entry("addresstwo", "address_two"),
          Map.entry("isdonotemail", "is_do_not_email"),
          Map.entry("isdonotcall", "is_do_not_call"),
          Map.entry("optedout", "opted_out"));

  /** Fill a field only where no trait of a better name did. */
  private static final Map<String, String> FALLBACKS =
      Map.of("title", "job_title", "description", "comments");

  private static final Map<String, String> OF_ADDRESS =
      Map.of(
          "street", "address_one",
          "city", "city",
          "state", "state",
          "country", "country",
          "postalcode", "zip",
          "zip", "zip");

  private static final Map<String, String> OF_COMPANY =
      Map.of("name", "company", "industry", "industry", "employeecount", "employees");

  private final Map<String, Field> known;
  private final Map<String, String> exact = new LinkedHashMap<>();
  private final Map<String, String> aliased = new LinkedHashMap<>();
  private final Map<String, String> derived = new LinkedHashMap<>();
  private final List<String> dropped = new ArrayList<>();

  /**
   * What the traits say of the fields.
   *
   * @param values field name → value
   * @param dropped traits that fill no field
   */
  record Reading(Map<String, String> values, List<String> dropped) {}

  private Traits(Map<String, Field> known) {
    this.known = known;
  }

  static Reading read(
      Map<String, ? extends @Nullable Object> traits,
      @Nullable String userId,
      Map<String, Field> known) {
    Traits reader = new Traits(known);
    traits.forEach(reader::take);
    reader.splitName(traits);
    if (userId != null && looksLikeEmail(userId)) {
      reader.derived.putIfAbsent("email", userId);
    }
    Map<String, String> values = new LinkedHashMap<>(reader.exact);
    reader.aliased.forEach(values::putIfAbsent);
    reader.derived.forEach(values::putIfAbsent);
    return new Reading(values, reader.dropped);
  }

  /** Something, one @, something with a dot: the normaliser's own test is as loose. */
  static boolean looksLikeEmail(String text) {
    int at = text.indexOf('@');
    return at > 0 && text.indexOf('.', at) > at + 1 && !text.endsWith(".");
  }

  private void take(String trait, @Nullable Object value) {
    if (value == null) {
      return; // null leaves a field as it is; the empty text clears it
    }
    if (known.containsKey(trait) && !(value instanceof Map)) {
      exact.put(trait, text(value));
      return;
    }
    String plain = plain(trait);
    if (value instanceof Map<?, ?> nested) {
      takeNested(trait, plain, nested);
    } else if (ALIASES.containsKey(plain)) {
      aliased.putIfAbsent(ALIASES.get(plain), text(value));
    } else if (FALLBACKS.containsKey(plain)) {
      derived.putIfAbsent(FALLBACKS.get(plain), text(value));
    } else if (!plain.equals("name")) {
      dropped.add(trait);
    }
  }

  private void takeNested(String trait, String plain, Map<?, ?> nested) {
    Map<String, String> parts =
        switch (plain) {
          case "address" -> OF_ADDRESS;
          case "company" -> OF_COMPANY;
          default -> Map.of();
        };
    if (parts.isEmpty()) {
      dropped.add(trait);
      return;
    }
    nested.forEach((name, value) -> {
      String field = parts.get(plain(String.valueOf(name)));
      if (field == null) {
        dropped.add(trait + "." + name);
      } else if (value != null) {
        aliased.putIfAbsent(field, text(value));
      }
    });
  }

  private void splitName(Map<String, ? extends @Nullable Object> traits) {
    if (!(traits.get("name") instanceof String name) || name.isBlank()) {
      return;
    }
    String[] parts = name.strip().split("\\s+", 2);
    derived.putIfAbsent("first_name", parts[0]);
    if (parts.length == 2) {
      derived.putIfAbsent("last_name", parts[1]);
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case List<?> several ->
          several.stream()
              .filter(one -> one != null && !(one instanceof Map) && !(one instanceof List))
              .map(Traits::text)
              .collect(Collectors.joining(";"));
      default -> value.toString();
    };
  }

  private static String plain(String trait) {
    return trait.replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
