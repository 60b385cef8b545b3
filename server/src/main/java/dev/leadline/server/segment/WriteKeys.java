package dev.leadline.server.segment;

import dev.leadline.unit.Source;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: Basic authorisation first, then the body, then the events themselves. The first key
 * that is known counts.
 */
final class WriteKeys {
  private static final Duration REMEMBER_UNKNOWN = Duration.ofSeconds(1);
  private static final int MOST_UNKNOWN = 10_000;
  private static final int LONGEST = 200;

  private final Function<String, Optional<Source>> sources;
  private final InstantSource clock;

  /** Each unknown key would otherwise cost a query per call. */
  private final Map<String, Instant> unknown = new ConcurrentHashMap<>();

  WriteKeys(Function<String, Optional<Source>> sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** The source of all events of a call. */
  Optional<Source> find(HttpServletRequest request, @Nullable String ofBody) {
    return find(basic(request.getHeader("Authorization"))).or(() -> find(ofBody));
  }

  Optional<Source> find(@Nullable String key) {
    if (key == null || key.isEmpty() || key.length() > LONGEST) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Instant until = unknown.get(key);
    if (until != null && now.isBefore(until)) {
      return Optional.empty();
    }
    Optional<Source> source = sources.apply(key);
    if (source.isEmpty()) {
      remember(key, now);
    }
    return source;
  }

  private void remember(String key, Instant now) {
    if (unknown.size() >= MOST_UNKNOWN) {
      unknown.clear();
    }
    unknown.put(key, now.plus(REMEMBER_UNKNOWN));
  }

  /** The user of {@code Basic base64(key:)}; the colon may be missing. */
  private static @Nullable String basic(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return Json.clean(colon < 0 ? pair : pair.substring(0, colon));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
