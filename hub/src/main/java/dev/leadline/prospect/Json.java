package dev.leadline.prospect;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Our own flat objects as the text of a jsonb column; one allocation each way. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String HEX = "0123456789abcdef";

  private Json() {}

  /** An object of texts. */
  public static String texts(Map<String, String> values) {
    StringBuilder json = new StringBuilder(32 + values.size() * 32);
    char before = '{';
    for (Map.Entry<String, String> value : values.entrySet()) {
      json.append(before);
      quote(json, value.getKey());
      json.append(':');
      quote(json, value.getValue());
      before = ',';
    }
    return close(json, before);
  }

  static String times(Map<String, Long> values) {
    StringBuilder json = new StringBuilder(8 + values.size() * 24);
    char before = '{';
    for (Map.Entry<String, Long> value : values.entrySet()) {
      json.append(before);
      quote(json, value.getKey());
      json.append(':').append(value.getValue().longValue());
      before = ',';
    }
    return close(json, before);
  }

  static String delta(Map<String, Draft.Step> delta) {
    StringBuilder json = new StringBuilder(32 + delta.size() * 40);
    char before = '{';
    for (Map.Entry<String, Draft.Step> step : delta.entrySet()) {
      json.append(before);
      quote(json, step.getKey());
      json.append(":[");
      quote(json, step.getValue().from());
      json.append(',');
      quote(json, step.getValue().to());
      json.append(']');
      before = ',';
    }
    return close(json, before);
  }

  /** Reads what {@link #texts(Map)} wrote. */
  public static Map<String, String> texts(String json) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        values.put(name, parser.getString());
      }
    }
    return values;
  }

  static Map<String, Long> times(String json) {
    Map<String, Long> values = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        values.put(name, parser.nextLongValue(0));
      }
    }
    return values;
  }

  static Map<String, Draft.Step> delta(String json) {
    Map<String, Draft.Step> steps = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        String from = parser.nextStringValue();
        String to = parser.nextStringValue();
        if (from == null || to == null || parser.nextToken() != JsonToken.END_ARRAY) {
          throw new IllegalStateException("A change that is not [from, to]: " + name);
        }
        steps.put(name, new Draft.Step(from, to));
      }
    }
    return steps;
  }

  private static String close(StringBuilder json, char before) {
    return (before == '{' ? json.append('{') : json).append('}').toString();
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c >= ' ') {
        json.append(loneSurrogate(text, i) ? '\uFFFD' : c);
      } else if (c != 0) { // PostgreSQL's text cannot hold it
        json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    json.append('"');
  }

  /** PostgreSQL refuses half a character. */
  private static boolean loneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
