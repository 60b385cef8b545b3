package dev.leadline.salesforce;

import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the rows of queries into records, and values into what a write takes. */
final class Rows {
  static final String STAMP = "SystemModstamp";

  private Rows() {}

  /** What a query has to select so that {@link #found} can read its rows. */
  static String columns(String type, List<String> fields) {
    Set<String> columns = new LinkedHashSet<>(List.of("Id", STAMP, "IsDeleted", "MasterRecordId"));
    if (type.equals("Lead")) {
      columns.addAll(List.of("IsConverted", "ConvertedContactId"));
    }
    fields.forEach(field -> columns.add(Soql.name(field)));
    return String.join(", ", columns);
  }

  static Found found(String type, JsonNode row, List<String> fields) {
    Map<String, String> values = LinkedHashMap.newLinkedHashMap(fields.size());
    for (String field : fields) {
      values.put(field, text(at(row, field)));
    }
    Place movedTo = movedTo(type, row);
    return new Found(
        type,
        row.path("Id").asString(""),
        Soql.time(row.path(STAMP).asString("")),
        row.path("IsDeleted").asBoolean(false) && movedTo == null,
        movedTo,
        values);
  }

  /** Numbers in plain decimals, booleans as words, no value as the empty text. */
  static String text(JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value.isMissingNode() || value.isNull() ? "" : value.asString("");
  }

  /**
   * Puts a value into a record to write.
   *
   * @param kind Salesforce's type of the field
   */
  static void put(ObjectNode record, String field, String text, String kind) {
    if (text.isEmpty()) {
      record.putNull(field);
      return;
    }
    switch (kind) {
      case "boolean" -> record.put(field, Boolean.parseBoolean(text));
      case "int", "long", "double", "currency", "percent" -> putNumber(record, field, text);
      default -> record.put(field, text);
    }
  }

  private static void putNumber(ObjectNode record, String field, String text) {
    try {
      record.put(field, new BigDecimal(text));
    } catch (NumberFormatException e) {
      record.put(field, text); // Salesforce says best what is wrong with it
    }
  }

  /** A field, or through a relation such as {@code Account.Name}. */
  private static JsonNode at(JsonNode row, String field) {
    int dot = field.indexOf('.');
    return dot < 0
        ? row.path(field)
        : at(row.path(field.substring(0, dot)), field.substring(dot + 1));
  }

  private static @Nullable Place movedTo(String type, JsonNode row) {
    String contact = row.path("ConvertedContactId").asString("");
    if (row.path("IsConverted").asBoolean(false) && !contact.isEmpty()) {
      return new Place("Contact", contact);
    }
    String winner = row.path("MasterRecordId").asString("");
    return winner.isEmpty() ? null : new Place(type, winner);
  }
}
