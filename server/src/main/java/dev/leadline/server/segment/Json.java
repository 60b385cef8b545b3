package dev.leadline.server.segment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON values of which nothing is known beforehand. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LONGEST_PLAIN_NUMBER = 100;
  private static final char REPLACEMENT = '\uFFFD';

  private Json() {}

  static JsonParser open(Body body) {
    return body.open(FACTORY);
  }

  /** The object that the parser has just entered. */
  static Map<String, @Nullable Object> object(JsonParser json) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      object.put(clean(name), value(json));
    }
    return object;
  }

  /** The value at the parser's token: text, number, boolean, null, list or map. */
  static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> list(json);
      case VALUE_STRING -> clean(json.getString());
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(json);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> null;
    };
  }

  /**
   * The text at the parser's token, also of a number; null where there is no text or an empty one.
   */
  static @Nullable String text(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> {
        String text = clean(json.getString());
        yield text.isEmpty() ? null : text;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getString();
      case null, default -> {
        json.skipChildren();
        yield null;
      }
    };
  }

  /** Without what the database cannot hold: NUL is left out, half a surrogate pair replaced. */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == 0 || Character.isSurrogate(letter)) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0)
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? REPLACEMENT : point)
        .forEach(cleaned::appendCodePoint);
    return cleaned.toString();
  }

  private static List<@Nullable Object> list(JsonParser json) {
    List<@Nullable Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(json));
    }
    return list;
  }

  /** Exact; but 1e999999999 stays a text, as written out it would fill the memory. */
  private static Object decimal(JsonParser json) {
    String text = json.getString();
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > LONGEST_PLAIN_NUMBER ? text : number;
    } catch (NumberFormatException e) {
      return text; // an exponent beyond what can be counted with
    }
  }
}
