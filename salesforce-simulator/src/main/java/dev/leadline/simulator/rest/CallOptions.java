package dev.leadline.simulator.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads headers of the form {@code a=1; b=2}. */
final class CallOptions {

  private CallOptions() {}

  /** The client named in Sforce-Call-Options. */
  static @Nullable String client(@Nullable String header) {
    return value(header, "client");
  }

  static boolean isSet(@Nullable String header, String name) {
    return "true".equalsIgnoreCase(value(header, name));
  }

  static @Nullable String value(@Nullable String header, String name) {
    if (header == null) {
      return null;
    }
    for (String part : header.split("[;,]", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0
          && part.substring(0, equals)
              .strip()
              .toLowerCase(Locale.ROOT)
              .equals(name.toLowerCase(Locale.ROOT))) {
        return part.substring(equals + 1).strip();
      }
    }
    return null;
  }
}
