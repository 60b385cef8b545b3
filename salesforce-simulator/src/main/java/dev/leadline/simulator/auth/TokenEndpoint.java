package dev.leadline.simulator.auth;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** {@code /services/oauth2/token}: the four grant types. */
final class TokenEndpoint {

  private final Org org;
  private final Apps apps;
  private final Sessions sessions;
  private final Codes codes;
  private final Assertions assertions;

  /** Signs the identities of users who came through an app that has no secret to sign with. */
  private final byte[] orgKey = new byte[32];

  TokenEndpoint(Org org, Apps apps, Sessions sessions, Codes codes, RandomGenerator random) {
    this.org = org;
    this.apps = apps;
    this.sessions = sessions;
    this.codes = codes;
    this.assertions = new Assertions(apps);
    random.nextBytes(orgKey);
  }

  Map<String, Object> answer(HttpServletRequest request, String ownUrl) throws OAuthError {
    String grantType = request.getParameter("grant_type");
    if (grantType == null) {
      throw new OAuthError("unsupported_grant_type", "grant type not supported");
    }
    return switch (grantType) {
      case "client_credentials" -> clientCredentials(request, ownUrl);
      case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> jwt(request, ownUrl);
      case "refresh_token" -> refresh(request, ownUrl);
      case "authorization_code" -> code(request, ownUrl);
      default -> throw new OAuthError("unsupported_grant_type", "grant type not supported");
    };
  }

  private Map<String, Object> clientCredentials(HttpServletRequest request, String ownUrl)
      throws OAuthError {
    App app = authenticated(request, true);
    String userId = app.runAsUserId();
    if (userId == null) {
      throw new OAuthError("invalid_grant", "no client credentials user enabled");
    }
    return reply(app, sessions.open(active(userId), app.clientId(), "api id"), ownUrl, null);
  }

  private Map<String, Object> jwt(HttpServletRequest request, String ownUrl) throws OAuthError {
    Assertions.Believed believed =
        assertions.verify(request.getParameter("assertion"), ownUrl, org.clock().instant());
    ObjectType users = org.schema().need("User");
    List<Row> found = org.table(users).rowsWith(users.need("Username"), believed.username());
    App app = believed.app();
    boolean approved =
        found.size() == 1
            && (app.approvedUserIds().isEmpty()
                || app.approvedUserIds().contains(found.getFirst().id()));
    if (!approved) {
      throw new OAuthError("invalid_grant", "user hasn't approved this consumer");
    }
    Session session = sessions.open(active(found.getFirst().id()), app.clientId(), "api id");
    return reply(app, session, ownUrl, null);
  }

  private Map<String, Object> refresh(HttpServletRequest request, String ownUrl) throws OAuthError {
    App app = authenticated(request, false);
    Grant grant = sessions.grant(request.getParameter("refresh_token"));
    if (grant == null || !grant.clientId().equals(app.clientId())) {
      throw new OAuthError("invalid_grant", "expired access/refresh token");
    }
    active(grant.userId());
    if (app.rotatesRefreshTokens()) {
      Grant rotated = sessions.rotate(grant);
      return reply(app, sessions.reopen(rotated), ownUrl, rotated.refreshToken());
    }
    return reply(app, sessions.reopen(grant), ownUrl, null);
  }

  private Map<String, Object> code(HttpServletRequest request, String ownUrl) throws OAuthError {
    App app = authenticated(request, false);
    Codes.Code code =
        codes.redeem(
            request.getParameter("code"),
            request.getParameter("redirect_uri"),
            request.getParameter("code_verifier"),
            org.clock().instant());
    if (!code.clientId().equals(app.clientId())) {
      throw new OAuthError("invalid_grant", "invalid authorization code");
    }
    Session session =
        Scopes.of(code.scope()).isLasting()
            ? sessions.openWithGrant(active(code.userId()), app.clientId(), code.scope())
            : sessions.open(active(code.userId()), app.clientId(), code.scope());
    return reply(app, session, ownUrl, session.refreshToken());
  }

  /** The app that the request names and, where a secret is given or needed, proves to be. */
  App authenticated(HttpServletRequest request, boolean secretNeeded) throws OAuthError {
    String id = request.getParameter("client_id");
    String secret = request.getParameter("client_secret");
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
      String[] pair = basic(header.substring(6).strip());
      id = pair[0];
      secret = pair[1];
    }
    App app = apps.find(id);
    if (app == null) {
      throw new OAuthError("invalid_client_id", "client identifier invalid");
    }
    // An empty secret must not prove an app that has none to know.
    boolean unprovable = secretNeeded && app.clientSecret().isEmpty();
    if (unprovable || (secret == null ? secretNeeded : !same(secret, app.clientSecret()))) {
      throw new OAuthError("invalid_client", "invalid client credentials");
    }
    return app;
  }

  private static String[] basic(String encoded) throws OAuthError {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon >= 0) {
        return new String[] {text.substring(0, colon), text.substring(colon + 1)};
      }
    } catch (IllegalArgumentException e) {
      throw new OAuthError(401, "invalid_client", "invalid client credentials");
    }
    throw new OAuthError(401, "invalid_client", "invalid client credentials");
  }

  private static boolean same(String given, String known) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
  }

  private String active(String userId) throws OAuthError {
    Row user = org.find(userId);
    if (user == null || !user.isTrue("IsActive")) {
      throw new OAuthError("invalid_grant", "inactive user");
    }
    return userId;
  }

  private Map<String, Object> reply(
      App app, Session session, String ownUrl, @Nullable String refreshToken) {
    String issuedAt = Long.toString(session.issuedAt().toEpochMilli());
    String id = IdentityEndpoint.identityUrl(sessions.organizationId(), session.userId());
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("access_token", session.accessToken());
    if (refreshToken != null) {
      reply.put("refresh_token", refreshToken);
    }
    reply.put("signature", signature(app, id + issuedAt));
    reply.put("scope", session.scope());
    reply.put("instance_url", ownUrl);
    reply.put("id", id);
    reply.put("token_type", "Bearer");
    reply.put("issued_at", issuedAt);
    return reply;
  }

  private String signature(App app, String text) {
    byte[] secret = app.clientSecret().getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.length == 0 ? orgKey : secret, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
