package dev.leadline.server.segment;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a path below {@code /v1} takes. */
sealed interface Route {
  /** One event of a type. */
  record One(String type) implements Route {}

  /** Many events, each with its own type. */
  record Batch() implements Route {}

  /** The browser library's figures about itself, which nobody needs. */
  record Figures() implements Route {}

  /** With and without a slash at the end; the one-letter paths are the browser library's. */
  Map<String, Route> BY_PATH = byPath();

  static @Nullable Route of(@Nullable String path) {
    return path == null ? null : BY_PATH.get(path);
  }

  private static Map<String, Route> byPath() {
    Map<String, Route> routes = new HashMap<>();
    for (String type : Event.TYPES) {
      add(routes, type, new One(type));
      add(routes, type.substring(0, 1), new One(type));
    }
    for (String batch : new String[] {"batch", "b", "import"}) {
      add(routes, batch, new Batch());
    }
    add(routes, "m", new Figures());
    return Map.copyOf(routes);
  }

  private static void add(Map<String, Route> routes, String name, Route route) {
    routes.put("/" + name, route);
    routes.put("/" + name + "/", route);
  }
}
