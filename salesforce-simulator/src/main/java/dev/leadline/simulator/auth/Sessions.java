package dev.leadline.simulator.auth;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The living access tokens and the grants behind them. */
public final class Sessions {

  private static final int GRANTS_PER_USER_AND_APP = 5;
  private static final int TOKEN_BYTES = 66;
  private final Org org;
  private final String organizationId;
  private final RandomGenerator random;
  private final Map<String, Session> byToken = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new LinkedHashMap<>();
  private volatile Duration lifetime = Duration.ofHours(12);

  public Sessions(Org org, String organizationId, RandomGenerator random) {
    this.org = org;
    this.organizationId = organizationId;
    this.random = random;
  }

  public String organizationId() {
    return organizationId;
  }

  /** How long an access token lives by the org's clock. */
  public void lifetime(Duration wanted) {
    lifetime = wanted;
  }

  /**
   * The session of a token, or null when it is unknown, revoked, expired or its user no longer
   * active.
   */
  public @Nullable Session find(@Nullable String accessToken) {
    Session session = accessToken == null ? null : byToken.get(accessToken);
    if (session == null) {
      return null;
    }
    if (session.issuedAt().plus(lifetime).isBefore(org.clock().instant())) {
      byToken.remove(session.accessToken());
      return null;
    }
    var user = org.find(session.userId());
    return user != null && user.isTrue("IsActive") ? session : null;
  }

  Duration lifetime() {
    return lifetime;
  }

  /** Opens a session without a refresh token. */
  public Session open(String userId, String clientId, String scope) {
    return open(userId, clientId, scope, null);
  }

  /**
   * Opens a session with a new grant; the oldest of more than five goes, and its sessions with it.
   */
  synchronized Session openWithGrant(String userId, String clientId, String scope) {
    Grant grant = new Grant(opaque("5Aep861"), userId, clientId, scope);
    grants.put(grant.refreshToken(), grant);
    var mine =
        grants.values().stream()
            .filter(g -> g.userId().equals(userId) && g.clientId().equals(clientId))
            .toList();
    if (mine.size() > GRANTS_PER_USER_AND_APP) {
      revoke(mine.getFirst().refreshToken());
    }
    return open(userId, clientId, scope, grant.refreshToken());
  }

  /** Opens a session under a grant that is there. */
  Session reopen(Grant grant) {
    return open(grant.userId(), grant.clientId(), grant.scope(), grant.refreshToken());
  }

  synchronized @Nullable Grant grant(@Nullable String refreshToken) {
    return refreshToken == null ? null : grants.get(refreshToken);
  }

  /** Gives a grant a new refresh token; the former one is dead. */
  synchronized Grant rotate(Grant former) {
    grants.remove(former.refreshToken());
    Grant grant = new Grant(opaque("5Aep861"), former.userId(), former.clientId(), former.scope());
    grants.put(grant.refreshToken(), grant);
    return grant;
  }

  /**
   * Ends an access token, or a refresh token with all sessions under it. False when the token is
   * unknown.
   */
  public synchronized boolean revoke(String token) {
    if (grants.remove(token) != null) {
      byToken.values().removeIf(session -> token.equals(session.refreshToken()));
      return true;
    }
    return byToken.remove(token) != null;
  }

  /** Ends every access token; the grants stay. */
  public void expireAll() {
    byToken.clear();
  }

  private Session open(
      String userId, String clientId, String scope, @Nullable String refreshToken) {
    String token = opaque(RecordId.with15(organizationId) + "!AQ");
    Session session =
        new Session(token, userId, clientId, scope, org.clock().instant(), refreshToken);
    byToken.put(token, session);
    return session;
  }

  private String opaque(String start) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return start + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replace('-', '.');
  }
}
