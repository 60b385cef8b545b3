package dev.leadline.simulator.rest;

import dev.leadline.simulator.wire.BadJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the requests that are packed into another one. */
final class Subrequests {

  private final Resource router;

  Subrequests(Resource router) {
    this.router = router;
  }

  /** One packed request. */
  record Packed(String method, String url, @Nullable Object body, Map<String, String> headers) {}

  /** Answers a packed request; an error becomes its reply. */
  Reply run(Call outer, Packed packed, Work work) {
    try {
      return router.answer(call(outer, packed, work));
    } catch (Refusal e) {
      return e.reply();
    } catch (Upserts.Choices e) {
      return e.reply();
    } catch (BadJson e) {
      return Refusal.badJson(e.text()).reply();
    }
  }

  private static Call call(Call outer, Packed packed, Work work) {
    Map<String, String> headers = new TreeMap<>(outer.headers());
    headers.remove("if-modified-since");
    headers.remove("if-unmodified-since");
    headers.remove("if-match");
    headers.remove("if-none-match");
    packed.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    int mark = packed.url().indexOf('?');
    String path = mark < 0 ? packed.url() : packed.url().substring(0, mark);
    Route route = Route.of(path);
    return new Call(
        packed.method().toUpperCase(Locale.ROOT),
        route.rest(),
        mark < 0 ? Map.of() : query(packed.url().substring(mark + 1)),
        headers,
        () -> {
          if (packed.body() == null) {
            throw new BadJson("No content to map to Object due to end of input");
          }
          return packed.body();
        },
        outer.session(),
        route.version(outer.version()),
        work);
  }

  /** Where a packed URL leads. */
  record Route(@Nullable String ownVersion, List<String> rest) {

    static Route of(String path) {
      List<String> parts = new ArrayList<>();
      for (String part : path.split("/", -1)) {
        if (!part.isEmpty()) {
          parts.add(decode(part.replace("+", "%2B")));
        }
      }
      if (parts.size() >= 3 && parts.get(0).equals("services") && parts.get(1).equals("data")) {
        return new Route(parts.get(2), List.copyOf(parts.subList(3, parts.size())));
      }
      // Batch requests may leave the beginning out: "v65.0/sobjects/…".
      if (!parts.isEmpty() && parts.getFirst().matches("v\\d+\\.0")) {
        return new Route(parts.getFirst(), List.copyOf(parts.subList(1, parts.size())));
      }
      return new Route(null, List.copyOf(parts));
    }

    String version(String outer) {
      String own = ownVersion;
      return own != null && own.matches("v\\d{2}\\.0") ? own.substring(1) : outer;
    }
  }

  static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
