package dev.leadline.server.configuration;

import java.time.Duration;

/**
 * How eagerly prospects and the CRM are kept in step.
 *
 * @param poll how often the CRM is asked for changes
 * @param batch prospects handed over at once
 */
public record SyncSettings(Duration poll, int batch) {
  public static final SyncSettings DEFAULT = new SyncSettings(Duration.ofMinutes(2), 400);

  public SyncSettings {
    if (poll.compareTo(Duration.ofSeconds(1)) < 0 || poll.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Salesforce must be polled at most once a second and at least once a day");
    }
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException("the sync batch must be between 1 and 10000");
    }
  }
}
