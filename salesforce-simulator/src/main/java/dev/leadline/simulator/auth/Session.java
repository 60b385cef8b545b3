package dev.leadline.simulator.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A living access token: whose it is, which app got it, and the refresh token it hangs on, if any.
 */
public record Session(
    String accessToken,
    String userId,
    String clientId,
    String scope,
    Instant issuedAt,
    @Nullable String refreshToken) {

  /** Whether it is good for records: {@code api}, or {@code full} which holds it. */
  public boolean reachesData() {
    return Scopes.of(scope).reachesData();
  }
}
