package dev.leadline.ingest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call about a person, read but not yet understood.
 *
 * @param source id of the source; {@link #UNKNOWN_SOURCE} when its write key is not known
 * @param messageId the sender's, or ours where it had none; unique within the source
 * @param type identify, track, page, screen, group or alias
 * @param occurredAt by the sender's clock, corrected by ours
 * @param traits values are texts, numbers, booleans, null, lists and maps of these
 * @param payload the call as it came, as JSON text
 */
public record Signal(
    int unit,
    int source,
    String messageId,
    String type,
    Instant receivedAt,
    Instant occurredAt,
    @Nullable String userId,
    Map<String, ? extends @Nullable Object> traits,
    Options options,
    String payload) {

  public static final int UNKNOWN_SOURCE = 0;

  /**
   * What the sender asks of us for this one call.
   *
   * @param wanted false: the sender switched us off
   * @param prospect id of the prospect meant
   * @param fid id, in the CRM, of the person meant
   */
  public record Options(boolean wanted, @Nullable String prospect, @Nullable String fid) {
    public static final Options NONE = new Options(true, null, null);
  }

  @Override
  public String toString() {
    return "Signal[" + source + "/" + messageId + "]"; // never the traits: they are personal data
  }
}
