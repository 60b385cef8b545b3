package dev.leadline.server.segment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one event in one pass; what nobody asks for is skipped. */
final class ReadEvent {
  private final JsonParser json;
  private final Event event = new Event();
  private @Nullable Map<String, @Nullable Object> traitsOfContext;

  private ReadEvent(JsonParser json) {
    this.json = json;
  }

  /** The event at whose opening brace the parser stands; it is left at the closing one. */
  static Event at(JsonParser json) {
    return new ReadEvent(json).read();
  }

  private Event read() {
    event.from = (int) json.currentTokenLocation().getByteOffset();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      event.empty = false;
      json.nextToken();
      member(name);
    }
    event.to = (int) json.currentLocation().getByteOffset();
    joinTraits();
    return event;
  }

  private void member(String name) {
    switch (name) {
      case "type" -> event.type = Json.text(json);
      case "messageId" -> event.messageId = Json.text(json);
      case "userId" -> event.userId = Json.text(json);
      case "writeKey" -> event.writeKey = Json.text(json);
      case "timestamp" -> event.timestamp = Moment.read(json);
      case "originalTimestamp" -> event.originalTimestamp = Moment.read(json);
      case "sentAt" -> event.sentAt = Moment.read(json);
      case "traits" -> event.traits = object();
      case "integrations" -> event.wishes.integrations = concerningUs(json);
      case "context" -> context();
      case "options" -> options();
      default -> json.skipChildren();
    }
  }

  private @Nullable Map<String, @Nullable Object> object() {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return Json.object(json);
    }
    json.skipChildren();
    return null;
  }

  private void context() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("traits")) {
        traitsOfContext = object();
      } else if (Wishes.concernUs(name)) {
        event.wishes.context = with(event.wishes.context, name, json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void options() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("providers")) {
        event.wishes.providers = concerningUs(json);
      } else if (Wishes.concernUs(name)) {
        event.wishes.options = with(event.wishes.options, name, json);
      } else {
        json.skipChildren();
      }
    }
  }

  /** RudderStack's libraries put traits into the context; those of the event itself win. */
  private void joinTraits() {
    if (traitsOfContext == null) {
      return;
    }
    if (event.traits == null) {
      event.traits = traitsOfContext;
      return;
    }
    Map<String, @Nullable Object> joined = new LinkedHashMap<>(traitsOfContext);
    joined.putAll(event.traits);
    event.traits = joined;
  }

  /** Those members of an object that concern us; null where there is no object. */
  static @Nullable Map<String, @Nullable Object> concerningUs(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    Map<String, @Nullable Object> ours = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (Wishes.concernUs(name)) {
        ours = with(ours, name, json);
      } else {
        json.skipChildren();
      }
    }
    return ours == null ? Map.of() : ours;
  }

  private static Map<String, @Nullable Object> with(
      @Nullable Map<String, @Nullable Object> map, String name, JsonParser json) {
    Map<String, @Nullable Object> grown = map == null ? new HashMap<>() : map;
    grown.put(name, Json.value(json));
    return grown;
  }
}
