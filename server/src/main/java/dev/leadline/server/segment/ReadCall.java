package dev.leadline.server.segment;

import dev.leadline.server.segment.Refused.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the body of a call, whatever its Content-Type says. */
final class ReadCall {
  private final Body body;
  private final SegmentSettings settings;
  private final JsonParser json;
  private final List<Event> events = new ArrayList<>();
  private final Wishes wishes = new Wishes();
  private final StringBuilder rest = new StringBuilder();
  private @Nullable String writeKey;
  private @Nullable Instant sentAt;
  private @Nullable Instant timestamp;
  private boolean listed;
  private int surplus;

  private ReadCall(Body body, SegmentSettings settings, JsonParser json) {
    this.body = body;
    this.settings = settings;
    this.json = json;
  }

  /** One event of a type. */
  static Call one(Body body, String type) throws Refused {
    try (JsonParser json = Json.open(body)) {
      requireObject(json);
      Event event = ReadEvent.at(json);
      event.type = type;
      requireEnd(json);
      return Call.of(event);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** The events of a batch. */
  static Call batch(Body body, SegmentSettings settings) throws Refused {
    try (JsonParser json = Json.open(body)) {
      requireObject(json);
      ReadCall call = new ReadCall(body, settings, json);
      call.members();
      requireEnd(json);
      return call.done();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private void members() throws Refused {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "batch" -> events();
        case "writeKey" -> writeKey = Json.text(json);
        case "sentAt" -> {
          sentAt = Moment.read(json);
          inherit(name, (int) json.currentTokenLocation().getByteOffset());
        }
        case "timestamp" -> {
          timestamp = Moment.read(json);
          inherit(name, (int) json.currentTokenLocation().getByteOffset());
        }
        case "context" -> {
          int from = (int) json.currentTokenLocation().getByteOffset();
          wishes.context = ReadEvent.concerningUs(json);
          inherit(name, from);
        }
        case "integrations" -> {
          int from = (int) json.currentTokenLocation().getByteOffset();
          wishes.integrations = ReadEvent.concerningUs(json);
          inherit(name, from);
        }
        default -> json.skipChildren();
      }
    }
  }

  private void events() throws Refused {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    listed = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Event event = json.currentToken() == JsonToken.START_OBJECT ? ReadEvent.at(json) : noEvent();
      if (event.to - event.from > settings.eventBytes()) {
        throw new Refused(
            Why.TOO_LARGE, "an event has more than " + settings.eventBytes() + " bytes");
      }
      if (events.size() < settings.batchEvents()) {
        events.add(event);
      } else {
        surplus++;
      }
    }
  }

  /** Something else in the place of an event: kept, so that its sender can be shown it. */
  private Event noEvent() {
    Event event = new Event();
    event.from = (int) json.currentTokenLocation().getByteOffset();
    finishToken();
    event.to = (int) json.currentLocation().getByteOffset();
    return event;
  }

  private void inherit(String name, int from) {
    finishToken();
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      rest.append(rest.isEmpty() ? "\"" : ",\"").append(name).append("\":");
      rest.append(body.text(from, (int) json.currentLocation().getByteOffset()));
    }
  }

  /** The parser reads a text only when asked to. */
  private void finishToken() {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      json.getStringLength();
    } else {
      json.skipChildren();
    }
  }

  private Call done() {
    if (!listed) {
      Event whole = new Event();
      whole.to = body.length();
      events.add(whole);
    }
    return new Call(events, writeKey, sentAt, timestamp, wishes, rest.toString(), surplus);
  }

  private static void requireObject(JsonParser json) throws Refused {
    if (json.nextToken() != JsonToken.START_OBJECT
        || json.currentTokenLocation().getByteOffset() < 0) {
      throw new Refused(Why.MALFORMED, "the body is not a JSON object in UTF-8");
    }
  }

  private static void requireEnd(JsonParser json) throws Refused {
    if (json.nextToken() != null) {
      throw new Refused(Why.MALFORMED, "something follows the JSON object");
    }
  }

  private static Refused malformed(JacksonException e) {
    var at = e.getLocation();
    return new Refused(
        Why.MALFORMED,
        at == null
            ? "the body is not JSON"
            : "the body is not JSON: line " + at.getLineNr() + ", column " + at.getColumnNr());
  }
}
