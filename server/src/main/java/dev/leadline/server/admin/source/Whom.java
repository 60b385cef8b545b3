package dev.leadline.server.admin.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whom a call is about, as far as it says: an email, else an id. */
final class Whom {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final List<String> TELLING =
      List.of(
          "traits.email",
          "context.traits.email",
          "properties.email",
          "userId",
          "email",
          "anonymousId");

  private final Map<String, String> told = new HashMap<>();

  private Whom() {}

  /** The empty text where the payload does not say, or is no JSON. */
  static String of(String payload) {
    Whom whom = new Whom();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), payload)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        whom.members(json, "");
      }
    } catch (JacksonException e) {
      // What was read so far may tell.
    }
    return TELLING.stream()
        .filter(whom.told::containsKey)
        .findFirst()
        .map(whom.told::get)
        .orElse("");
  }

  private void members(JsonParser json, String path) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      String here = path + name;
      JsonToken value = json.nextToken();
      if (TELLING.contains(here) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        told.put(here, json.getString());
      } else if (value == JsonToken.START_OBJECT && leads(here + ".")) {
        members(json, here + ".");
      } else {
        json.skipChildren();
      }
    }
  }

  private static boolean leads(String path) {
    return TELLING.stream().anyMatch(each -> each.startsWith(path));
  }
}
