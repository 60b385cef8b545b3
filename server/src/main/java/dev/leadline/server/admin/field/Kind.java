package dev.leadline.server.admin.field;

import dev.leadline.prospect.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of fields in words. */
public record Kind(FieldType type) {
  /** All, in the order in which they are offered. */
  public static List<Kind> all() {
    return Arrays.stream(FieldType.values()).map(Kind::new).toList();
  }

  static Optional<Kind> of(String name) {
    return all().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  public String name() {
    return type.name();
  }

  public String label() {
    return switch (type) {
      case TEXT -> "Text";
      case TEXT_AREA -> "Long text";
      case NUMBER -> "Number";
      case DATE -> "Date";
      case BOOLEAN -> "Yes or no";
      case RADIO -> "One of several, as buttons";
      case DROPDOWN -> "One of several, as a list";
      case CHECKBOX -> "Any of several, as boxes";
      case MULTI_SELECT -> "Any of several, as a list";
      case HIDDEN -> "Hidden";
      case CRM_USER -> "User in Salesforce";
    };
  }

  /** Whether values are chosen from those offered. */
  public boolean offersValues() {
    return switch (type) {
      case RADIO, DROPDOWN, CHECKBOX, MULTI_SELECT -> true;
      case TEXT, TEXT_AREA, NUMBER, DATE, BOOLEAN, HIDDEN, CRM_USER -> false;
    };
  }
}
