package dev.leadline.server.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * How much is kept of what comes with an unknown write key: so many events a minute, so that no
 * stranger fills the disk.
 */
final class Quarantine {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final SegmentCounts counts;
  private final Consumer<Instant> full;
  private Instant began = Instant.EPOCH;
  private int seen;

  /**
   * An empty one.
   *
   * @param full is told, at most once a minute, until when nothing more is kept
   */
  Quarantine(int perMinute, SegmentCounts counts, Consumer<Instant> full) {
    this.perMinute = perMinute;
    this.counts = counts;
    this.full = full;
  }

  /** Whether an event is to be kept; one that is not is counted. */
  synchronized boolean admits(Instant now) {
    if (now.isBefore(began) || !now.isBefore(began.plus(MINUTE))) { // clocks are set back, too
      began = now;
      seen = 0;
    }
    if (seen < perMinute) {
      seen++;
      return true;
    }
    if (seen == perMinute) {
      seen++; // this minute has been told of
      full.accept(began.plus(MINUTE));
    }
    counts.dropped();
    return false;
  }
}
