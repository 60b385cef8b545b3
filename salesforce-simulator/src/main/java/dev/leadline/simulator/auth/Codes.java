package dev.leadline.simulator.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes of the web server flow: each good once, for fifteen minutes, with its PKCE
 * challenge.
 */
final class Codes {

  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private final RandomGenerator random;
  private final Map<String, Code> living = new ConcurrentHashMap<>();

  Codes(RandomGenerator random) {
    this.random = random;
  }

  /** What a person agreed to. */
  record Code(
      String userId,
      String clientId,
      String redirectUri,
      String scope,
      @Nullable String challenge,
      Instant issuedAt) {}

  String issue(Code code) {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    String text = "aPrx" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    living.put(text, code);
    return text;
  }

  Code redeem(
      @Nullable String text, @Nullable String redirectUri, @Nullable String verifier, Instant now)
      throws OAuthError {
    Code code = text == null ? null : living.remove(text);
    if (code == null || code.issuedAt().plus(LIFETIME).isBefore(now)) {
      throw new OAuthError("invalid_grant", "expired authorization code");
    }
    if (!code.redirectUri().equals(redirectUri)) {
      throw new OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration");
    }
    String challenge = code.challenge();
    if (challenge != null && (verifier == null || !challenge.equals(challengeOf(verifier)))) {
      throw new OAuthError("invalid_grant", "invalid code verifier");
    }
    return code;
  }

  private static String challengeOf(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
