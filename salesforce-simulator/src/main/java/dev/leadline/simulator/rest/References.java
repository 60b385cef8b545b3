package dev.leadline.simulator.rest;

import dev.leadline.simulator.wire.Json;
import dev.leadline.simulator.wire.Streamed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the results of earlier subrequests in the place of {@code @{ref.field}}. */
final class References {

  private static final Pattern REFERENCE = Pattern.compile("@\\{([^}]{1,255})}");
  private static final Pattern STEP = Pattern.compile("([^\\[\\]]+)((?:\\[\\d{1,6}])*)");
  private final Map<String, @Nullable Object> bodies = new HashMap<>();

  /** A reference that means nothing; its subrequest is halted. */
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown(String message) {
      super(message, null, false, false);
    }
  }

  void remember(String referenceId, Reply reply) {
    if (!reply.failed()) {
      Object body = reply.body();
      bodies.put(
          referenceId,
          body instanceof Streamed
              ? Json.read(Json.text(body).getBytes(StandardCharsets.UTF_8))
              : body);
    }
  }

  @Nullable Object fill(@Nullable Object tree) throws Unknown {
    if (tree instanceof String text) {
      return fillText(text);
    }
    if (tree instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> filled = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        filled.put(fillText(String.valueOf(entry.getKey())), fill(entry.getValue()));
      }
      return filled;
    }
    if (tree instanceof List<?> list) {
      List<@Nullable Object> filled = new ArrayList<>();
      for (Object item : list) {
        filled.add(fill(item));
      }
      return filled;
    }
    return tree;
  }

  String fillText(String text) throws Unknown {
    if (!text.contains("@{")) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Object value = look(matcher.group(1));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(value)));
    }
    return matcher.appendTail(filled).toString();
  }

  private Object look(String path) throws Unknown {
    String[] steps = path.split("\\.", -1);
    Matcher first = STEP.matcher(steps[0]);
    if (!first.matches() || !bodies.containsKey(first.group(1))) {
      throw new Unknown(
          "Invalid reference specified. No value for " + path + " found in " + steps[0]);
    }
    Object value = indexed(bodies.get(first.group(1)), first.group(2));
    for (int i = 1; i < steps.length; i++) {
      Matcher step = STEP.matcher(steps[i]);
      Object next =
          value instanceof Map<?, ?> map && step.matches() ? get(map, step.group(1)) : null;
      value = next == null ? null : indexed(next, step.group(2));
    }
    if (value == null || value instanceof Map || value instanceof List) {
      throw new Unknown(
          "Invalid reference specified. No value for " + path + " found in " + steps[0]);
    }
    return value;
  }

  private static @Nullable Object get(Map<?, ?> map, String name) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (name.equalsIgnoreCase(String.valueOf(entry.getKey()))) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static @Nullable Object indexed(@Nullable Object value, String indexes) {
    Object now = value;
    for (String index : indexes.split("[\\[\\]]+", -1)) {
      if (!index.isEmpty()) {
        int at = Integer.parseInt(index);
        now = now instanceof List<?> list && at < list.size() ? list.get(at) : null;
      }
    }
    return now;
  }
}
