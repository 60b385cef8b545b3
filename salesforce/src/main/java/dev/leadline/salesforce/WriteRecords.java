package dev.leadline.salesforce;

import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Written;
import dev.leadline.connector.Remote.Written.Failed;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Http.Reply;
import dev.leadline.salesforce.Schema.SObject;
import dev.leadline.salesforce.Wire.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes records in collections of 200, sorted by type; where more than one collection is needed,
 * up to five go in one composite call.
 */
final class WriteRecords {
  private static final int PER_COLLECTION = 200;
  private static final int COLLECTIONS_PER_CALL = 5;

  private final Wire wire;
  private final Schema schema;

  WriteRecords(Wire wire, Schema schema) {
    this.wire = wire;
    this.schema = schema;
  }

  /** Writes of one method, by their places among all. */
  private record Collection(String method, List<Integer> places) {}

  List<Written> write(List<Write> writes) {
    @Nullable Written[] results = new Written[writes.size()];
    List<Collection> collections = new ArrayList<>();
    collect("POST", writes, collections);
    collect("PATCH", writes, collections);
    for (int from = 0; from < collections.size(); from += COLLECTIONS_PER_CALL) {
      int to = Math.min(from + COLLECTIONS_PER_CALL, collections.size());
      send(collections.subList(from, to), writes, results);
    }
    return Arrays.stream(results).map(result -> result == null ? unanswered() : result).toList();
  }

  private static void collect(String method, List<Write> writes, List<Collection> collections) {
    List<Integer> places =
        IntStream.range(0, writes.size())
            .filter(place -> method(writes.get(place)).equals(method))
            .boxed()
            .sorted(Comparator.comparing(place -> writes.get(place).type()))
            .toList();
    for (int from = 0; from < places.size(); from += PER_COLLECTION) {
      int to = Math.min(from + PER_COLLECTION, places.size());
      collections.add(new Collection(method, places.subList(from, to)));
    }
  }

  private static String method(Write write) {
    return switch (write) {
      case Write.Create _ -> "POST";
      case Write.Update _ -> "PATCH";
    };
  }

  private void send(List<Collection> collections, List<Write> writes, @Nullable Written[] results) {
    List<Part> parts =
        collections.stream()
            .map(each ->
                new Part(each.method(), wire.data("/composite/sobjects"), body(each, writes)))
            .toList();
    if (parts.size() == 1) {
      JsonNode rows = wire.must(Call.WRITE, parts.getFirst());
      take(collections.getFirst(), rows, writes, results);
      return;
    }
    JsonNode replies = wire.composite(Call.WRITE, parts);
    for (int i = 0; i < collections.size(); i++) {
      Reply reply = Replies.reply(replies.path(i));
      if (reply.ok()) {
        take(collections.get(i), reply.body(), writes, results);
      } else {
        Written failed = failed(reply.code(), reply.message(), List.of());
        collections.get(i).places().forEach(place -> results[place] = failed);
      }
    }
  }

  private ObjectNode body(Collection collection, List<Write> writes) {
    ObjectNode body = Http.JSON.createObjectNode();
    body.put("allOrNone", false);
    ArrayNode records = body.putArray("records");
    for (int place : collection.places()) {
      Write write = writes.get(place);
      ObjectNode record = records.addObject();
      record.putObject("attributes").put("type", write.type());
      if (write instanceof Write.Update update) {
        record.put("Id", update.id());
      }
      Map<String, String> kinds = schema.object(write.type()).map(SObject::kinds).orElse(Map.of());
      write
          .values()
          .forEach(
              (field, text) -> Rows.put(record, field, text, kinds.getOrDefault(field, "string")));
    }
    return body;
  }

  /** Results come in the order of the request. */
  private static void take(
      Collection collection, JsonNode rows, List<Write> writes, @Nullable Written[] results) {
    for (int i = 0; i < collection.places().size(); i++) {
      int place = collection.places().get(i);
      results[place] = read(rows.path(i), writes.get(place));
    }
  }

  static Written read(JsonNode row, Write write) {
    if (row.path("success").asBoolean(false)) {
      return switch (write) {
        case Write.Create _ -> new Written.Created(row.path("id").asString(""));
        case Write.Update _ -> new Written.Updated();
      };
    }
    JsonNode error = row.path("errors").path(0);
    List<String> fields = new ArrayList<>();
    error.path("fields").forEach(field -> fields.add(field.asString("")));
    return failed(
        error.path("statusCode").asString("UNKNOWN_EXCEPTION"),
        error.path("message").asString("Salesforce says nothing about this record"),
        fields);
  }

  private static Failed failed(String code, String message, List<String> fields) {
    String known = Optional.of(code).filter(text -> !text.isEmpty()).orElse("UNKNOWN_EXCEPTION");
    return new Failed(known, message, fields, StatusCodes.remedy(known));
  }

  private static Written unanswered() {
    return failed("UNKNOWN_EXCEPTION", "Salesforce did not answer for this record", List.of());
  }
}
