package dev.leadline.salesforce;

import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.prospect.FieldType;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Http.Reply;
import dev.leadline.salesforce.Wire.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the connected user may see of the org's objects, as describe tells it; kept for an hour. */
final class Schema {
  private static final Duration FRESH = Duration.ofHours(1);
  static final String OWNER = "OwnerId";
  static final String ACCOUNT_NAME = "Account.Name";

  private final Wire wire;
  private final InstantSource clock;
  private final Map<String, Described> known = new ConcurrentHashMap<>();

  Schema(Wire wire, InstantSource clock) {
    this.wire = wire;
    this.clock = clock;
  }

  /**
   * An object.
   *
   * @param fields by name, those that can be synced
   * @param kinds field name → Salesforce's own type, for all fields
   */
  record SObject(
      String name,
      boolean createable,
      boolean updateable,
      Map<String, RemoteField> fields,
      Map<String, String> kinds) {}

  private record Described(Optional<SObject> object, Instant at) {}

  /** The object, if the connected user may see it. */
  Optional<SObject> object(String name) {
    Described described = known.get(name);
    if (described == null || described.at().plus(FRESH).isBefore(clock.instant())) {
      described = new Described(describe(name), clock.instant());
      known.put(name, described);
    }
    return described.object();
  }

  /** The next question is asked of the org. */
  void forget() {
    known.clear();
  }

  private Optional<SObject> describe(String name) {
    Part part = new Part("GET", wire.data("/sobjects/" + name + "/describe"), null);
    Reply reply = wire.send(Call.DESCRIBE, part);
    if (reply.status() == 404) {
      return Optional.empty();
    }
    if (!reply.ok()) {
      throw StatusCodes.trouble(reply.status(), reply.code(), reply.message());
    }
    return Optional.of(read(name, reply.body()));
  }

  static SObject read(String name, JsonNode described) {
    Map<String, RemoteField> fields = new LinkedHashMap<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    for (JsonNode field : described.path("fields")) {
      String fieldName = field.path("name").asString("");
      String kind = field.path("type").asString("");
      kinds.put(fieldName, kind);
      FieldType type = type(fieldName, kind);
      if (type != null) {
        fields.put(fieldName, field(field, fieldName, type));
      }
    }
    if (name.equals("Contact") && kinds.containsKey("AccountId")) {
      // Read through the account; only Salesforce decides which account that is.
      fields.put(
          ACCOUNT_NAME,
          new RemoteField(
              ACCOUNT_NAME, "Account Name", FieldType.TEXT, false, false, false, 255, List.of()));
    }
    return new SObject(
        name,
        described.path("createable").asBoolean(false),
        described.path("updateable").asBoolean(false),
        fields,
        kinds);
  }

  private static RemoteField field(JsonNode field, String name, FieldType type) {
    boolean createable = field.path("createable").asBoolean(false);
    boolean required =
        createable
            && !field.path("nillable").asBoolean(true)
            && !field.path("defaultedOnCreate").asBoolean(false);
    List<String> options = new ArrayList<>();
    for (JsonNode option : field.path("picklistValues")) {
      if (option.path("active").asBoolean(true)) {
        options.add(option.path("value").asString(""));
      }
    }
    return new RemoteField(
        name,
        field.path("label").asString(name),
        type,
        createable,
        field.path("updateable").asBoolean(false),
        required && type != FieldType.BOOLEAN,
        isText(type) ? field.path("length").asInt(0) : 0,
        options);
  }

  private static boolean isText(FieldType type) {
    return type == FieldType.TEXT || type == FieldType.TEXT_AREA;
  }

  /** Null: such a field cannot be synced (look-ups, places, files, encrypted texts). */
  private static @Nullable FieldType type(String name, String kind) {
    if (name.equals(OWNER)) {
      return FieldType.CRM_USER;
    }
    return switch (kind) {
      case "boolean" -> FieldType.BOOLEAN;
      case "int", "long", "double", "currency", "percent" -> FieldType.NUMBER;
      case "date" -> FieldType.DATE;
      case "textarea" -> FieldType.TEXT_AREA;
      case "picklist" -> FieldType.DROPDOWN;
      case "multipicklist" -> FieldType.MULTI_SELECT;
      case "string", "email", "phone", "url", "combobox", "datetime" -> FieldType.TEXT;
      default -> null;
    };
  }
}
