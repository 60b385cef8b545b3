package dev.leadline.simulator.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the signed assertion of the JWT bearer flow. */
final class Assertions {

  private static final Set<String> LOGIN_HOSTS =
      Set.of("https://login.salesforce.com", "https://test.salesforce.com");
  private final Apps apps;

  Assertions(Apps apps) {
    this.apps = apps;
  }

  /** An assertion that is believed: which app, and the user name it speaks for. */
  record Believed(App app, String username) {}

  Believed verify(@Nullable String assertion, String ownUrl, Instant now) throws OAuthError {
    if (assertion == null) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      App app = apps.find(claims.getIssuer());
      if (app == null) {
        throw new OAuthError("invalid_client_id", "client identifier invalid");
      }
      if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
          || !signedByOneOf(app.keys(), jwt)) {
        throw new OAuthError("invalid_grant", "invalid assertion");
      }
      return believe(app, claims, ownUrl, now);
    } catch (ParseException | JOSEException e) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
  }

  private static Believed believe(App app, JWTClaimsSet claims, String ownUrl, Instant now)
      throws OAuthError {
    if (claims.getAudience().stream().noneMatch(aud -> meansUs(aud, ownUrl))) {
      throw new OAuthError("invalid_grant", "audience is invalid");
    }
    if (claims.getExpirationTime() == null
        || !claims.getExpirationTime().toInstant().isAfter(now)) {
      throw new OAuthError("invalid_grant", "assertion has expired");
    }
    if (claims.getSubject() == null) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
    return new Believed(app, claims.getSubject());
  }

  private static boolean signedByOneOf(List<RSAPublicKey> keys, SignedJWT jwt)
      throws JOSEException {
    for (RSAPublicKey key : keys) {
      if (jwt.verify(new RSASSAVerifier(key))) {
        return true;
      }
    }
    return false;
  }

  private static boolean meansUs(String audience, String ownUrl) {
    String bare = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
    return LOGIN_HOSTS.contains(bare)
        || bare.equals(ownUrl)
        || bare.equals(ownUrl + "/services/oauth2/token");
  }
}
