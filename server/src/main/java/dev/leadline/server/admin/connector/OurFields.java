package dev.leadline.server.admin.connector;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What of a prospect can be synced, and what it is called. */
final class OurFields {
  private OurFields() {}

  /** Name → label, in the order of the fields. */
  static Map<String, String> labels(Map<String, Field> fields) {
    Map<String, String> labels = new LinkedHashMap<>();
    fields.values().forEach(field -> labels.put(field.name(), field.label()));
    labels.put(Draft.OWNER, "Assigned to");
    labels.put(Draft.SCORE, "Score");
    return labels;
  }

  /** A type of a field over there, in a word. */
  static String type(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
