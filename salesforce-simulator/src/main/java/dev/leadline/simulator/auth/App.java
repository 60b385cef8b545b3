package dev.leadline.simulator.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connected (or external client) app.
 *
 * @param runAsUserId the user of the client credentials flow; without one that flow is off
 * @param redirectUris where the web server flow may send the code; an empty set allows any
 * @param keys the public keys whose JWTs are believed
 * @param approvedUserIds the users who may come by JWT; an empty set means all are approved
 *     beforehand
 * @param rotatesRefreshTokens each refresh gives a new refresh token and ends the old one
 */
public record App(
    String clientId,
    String clientSecret,
    @Nullable String runAsUserId,
    Set<String> redirectUris,
    List<RSAPublicKey> keys,
    Set<String> approvedUserIds,
    boolean rotatesRefreshTokens) {

  public App {
    redirectUris = Set.copyOf(redirectUris);
    keys = List.copyOf(keys);
    approvedUserIds = Set.copyOf(approvedUserIds);
  }

  /** An app with a secret and a run-as user, and nothing else. */
  public static App of(String clientId, String clientSecret, String runAsUserId) {
    return new App(clientId, clientSecret, runAsUserId, Set.of(), List.of(), Set.of(), false);
  }

  /** The same app believing one more key. */
  public App trusting(RSAPublicKey key) {
    List<RSAPublicKey> more = new java.util.ArrayList<>(keys);
    more.add(key);
    return new App(
        clientId,
        clientSecret,
        runAsUserId,
        redirectUris,
        more,
        approvedUserIds,
        rotatesRefreshTokens);
  }
}
