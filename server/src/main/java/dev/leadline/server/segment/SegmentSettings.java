package dev.leadline.server.segment;

/**
 * How the Segment door treats its callers. The limits are those of the contract.
 *
 * @param quarantinePerMinute events with an unknown write key that are kept, of all senders
 *     together; the others are answered alike and forgotten
 * @param eventBytes of one event
 * @param batchBytes of the body of a batch, after decompression
 * @param batchEvents events of a batch beyond this many are left out
 */
public record SegmentSettings(
    UnknownKeys unknownKeys,
    int quarantinePerMinute,
    int eventBytes,
    int batchBytes,
    int batchEvents) {

  /** What becomes of a call whose write key is not known. */
  public enum UnknownKeys {
    /** Keep it aside for the debugger and say 200: clients never send again what is refused. */
    QUARANTINE,
    /** Say 401; the client forgets the event. */
    REJECT
  }

  public static final SegmentSettings DEFAULT =
      new SegmentSettings(UnknownKeys.QUARANTINE, 60, 32 * 1024, 500 * 1024, 2500);

  private static final int MOST_BYTES = 64 * 1024 * 1024;

  public SegmentSettings {
    if (quarantinePerMinute < 0) {
      throw new IllegalArgumentException("the quarantine cannot take less than nothing");
    }
    if (eventBytes < 1024 || eventBytes > MOST_BYTES) {
      throw new IllegalArgumentException("the limit of an event must be between 1 KB and 64 MB");
    }
    if (batchBytes < eventBytes || batchBytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the limit of a batch must be between that of an event and 64 MB");
    }
    if (batchEvents < 1) {
      throw new IllegalArgumentException("a batch must be allowed at least one event");
    }
  }
}
