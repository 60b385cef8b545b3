package dev.leadline.simulator.control;

import dev.leadline.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control request with its values read as the types they should have.
 *
 * @param what method and path, such as {@code POST clock}
 */
record Ask(String what, Map<String, @Nullable Object> body, Map<String, String> query) {

  @Nullable String text(String name) {
    Object value = body.get(name);
    String given = value == null ? query.get(name) : value.toString();
    return given == null || given.isBlank() ? null : given;
  }

  String needText(String name) {
    String text = text(name);
    if (text == null) {
      throw new Wrong(400, "'" + name + "' is missing");
    }
    return text;
  }

  long number(String name, long otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return new java.math.BigDecimal(text).longValue();
    } catch (NumberFormatException e) {
      throw new Wrong(400, "'" + name + "' must be a number");
    }
  }

  double decimal(String name, double otherwise) {
    String text = text(name);
    try {
      return text == null ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new Wrong(400, "'" + name + "' must be a number");
    }
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(text(name));
  }

  List<String> texts(String name) {
    Object value = body.get(name);
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    String text = text(name);
    return text == null ? List.of() : List.of(text.split(",", -1));
  }

  List<Map<String, @Nullable Object>> objects(String name) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    if (body.get(name) instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof Map<?, ?> map)) {
          throw new Wrong(400, "'" + name + "' must be a list of objects");
        }
        objects.add(Json.object(map));
      }
    }
    return objects;
  }

  Map<String, @Nullable Object> object(String name) {
    return body.get(name) instanceof Map<?, ?> map ? Json.object(map) : Map.of();
  }
}
