package dev.leadline.salesforce;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Remembers which rows have been told and taken in, so that reading back over the overlap tells
 * them no second time. Only a page whose position comes back was taken in. Forgetting all of it, as
 * after a start, costs only comparisons.
 */
final class Told {
  private record Row(Instant stamp, String digest) {}

  private final Map<String, Row> taken = new HashMap<>();
  private final Map<String, Row> pending = new HashMap<>();
  private @Nullable String issued;

  /** A page is asked for from here; what was told before is taken in if this is where it ended. */
  void begin(@Nullable String position, Instant oldest) {
    if (position != null && position.equals(issued)) {
      taken.putAll(pending);
    }
    pending.clear();
    taken.values().removeIf(row -> row.stamp().isBefore(oldest));
  }

  /** Whether a row in this state has not been told yet; it is now. */
  boolean isNews(String id, Instant stamp, JsonNode row) {
    Row now = new Row(stamp, digest(row));
    Row before = taken.get(id);
    if (before != null && before.digest().equals(now.digest())) {
      return false;
    }
    pending.put(id, now);
    return true;
  }

  void end(String position) {
    issued = position;
  }

  private static String digest(JsonNode row) {
    try {
      byte[] text = row.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
