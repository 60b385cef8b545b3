package dev.leadline.simulator.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: status, headers and a JSON tree, or no body.
 *
 * @param records how many records it took, for the latency model
 */
public record Reply(int status, Map<String, String> headers, @Nullable Object body, int records) {

  static Reply ok(Object body) {
    return new Reply(200, Map.of(), body, 1);
  }

  static Reply of(int status, @Nullable Object body) {
    return new Reply(status, Map.of(), body, 1);
  }

  static Reply empty(int status) {
    return new Reply(status, Map.of(), null, 1);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body, records);
  }

  Reply took(int count) {
    return new Reply(status, headers, body, count);
  }

  boolean failed() {
    return status >= 300 && status != 304;
  }
}
