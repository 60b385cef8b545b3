package dev.leadline.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far each type has been read, as a text to be kept.
 *
 * @param types type → where its reading stands
 */
record Position(Map<String, Mark> types) {

  /**
   * Where the reading of a type stands.
   *
   * @param watermark the latest stamp of all scans that were finished
   * @param stamp of the last row, while a scan is not finished
   * @param id of the last row, while a scan is not finished
   */
  record Mark(Instant watermark, @Nullable Instant stamp, @Nullable String id) {
    boolean scanning() {
      return stamp != null;
    }
  }

  static Position parse(@Nullable String text) {
    Map<String, Mark> types = new LinkedHashMap<>();
    if (text != null) {
      for (Map.Entry<String, JsonNode> type : Http.JSON.readTree(text).properties()) {
        JsonNode mark = type.getValue();
        boolean scanning = mark.has("stamp");
        types.put(
            type.getKey(),
            new Mark(
                Instant.parse(mark.path("watermark").asString("")),
                scanning ? Instant.parse(mark.path("stamp").asString("")) : null,
                scanning ? mark.path("id").asString("") : null));
      }
    }
    return new Position(types);
  }

  String text() {
    ObjectNode text = Http.JSON.createObjectNode();
    types.forEach((type, mark) -> {
      ObjectNode node = text.putObject(type).put("watermark", mark.watermark().toString());
      if (mark.stamp() != null) {
        node.put("stamp", mark.stamp().toString()).put("id", mark.id());
      }
    });
    return text.toString();
  }
}
