package dev.leadline.connector;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit's connection to a remote.
 *
 * @param settings setting → value; never a secret
 * @param verifiedAt when a verification last succeeded
 * @param trouble what the last call said when it failed as a whole
 * @param restingUntil until when the remote is left alone after trouble
 */
public record Connector(
    int unit,
    String remote,
    boolean running,
    Map<String, String> settings,
    @Nullable Instant verifiedAt,
    @Nullable String trouble,
    @Nullable Instant restingUntil) {

  /** Whether calls may be made now. */
  public boolean open(Instant now) {
    return running && (restingUntil == null || !now.isBefore(restingUntil));
  }

  public Policy policy() {
    return Policy.of(settings);
  }
}
