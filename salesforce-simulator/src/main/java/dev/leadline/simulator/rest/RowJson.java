package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as JSON. */
final class RowJson {

  private RowJson() {}

  static Map<String, @Nullable Object> of(Org org, Row row, List<Field> fields, String base) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("attributes", attributes(row, base));
    for (Field field : fields) {
      json.put(field.name(), org.value(row, field));
    }
    return json;
  }

  static Map<String, Object> attributes(Row row, String base) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("type", row.type().name());
    attributes.put("url", url(row, base));
    return attributes;
  }

  static String url(Row row, String base) {
    return url(row.type(), row.id(), base);
  }

  static String url(ObjectType type, String id, String base) {
    return base + "/sobjects/" + type.name() + "/" + id;
  }

  /** The fields named in a comma-separated list, or all that the user sees. */
  static List<Field> fields(Org org, Call call, ObjectType type, @Nullable String names) {
    if (names == null || names.isBlank()) {
      return org.access().fields(call.userId(), type);
    }
    return fields(org, call, type, List.of(names.split(",", -1)));
  }

  static List<Field> fields(Org org, Call call, ObjectType type, List<String> names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      Field field = type.field(name.strip());
      if (field == null || !org.access().sees(call.userId(), type, field)) {
        throw Refusal.of(
            400,
            "INVALID_FIELD",
            "No such column '" + name.strip() + "' on sobject of type " + type.name());
      }
      if (!fields.contains(field)) {
        fields.add(field);
      }
    }
    Field id = type.need("Id");
    if (!fields.contains(id)) {
      fields.add(id);
    }
    return fields;
  }
}
