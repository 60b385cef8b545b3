package dev.leadline.server.configuration;

import dev.leadline.ingest.Ingest;
import java.time.Duration;

/**
 * How signals are written and how long they are kept.
 *
 * @param keep a repeat that comes later is no longer recognised
 */
public record IngestSettings(Ingest.Settings writing, Duration keep) {
  public static final IngestSettings DEFAULT =
      new IngestSettings(Ingest.Settings.DEFAULT, Duration.ofDays(30));

  public IngestSettings {
    if (keep.compareTo(Duration.ofDays(1)) < 0 || keep.compareTo(Duration.ofDays(36_500)) > 0) {
      throw new IllegalArgumentException(
          "events must be kept for at least one day and at most a hundred years");
    }
  }
}
