package dev.leadline.salesforce;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Http.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The access token. A reply never says when it expires: it is used until refused, and then fetched
 * anew by one caller while the others wait.
 */
final class Tokens {
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(3);

  private final SalesforceSettings settings;
  private final Credential credential;
  private final Http http;
  private final InstantSource clock;
  private final ApiUse use;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Token token;

  /** Never printed. */
  record Token(String text, URI instance) {
    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }

  Tokens(
      SalesforceSettings settings,
      Credential credential,
      Http http,
      InstantSource clock,
      ApiUse use) {
    this.settings = settings;
    this.credential = credential;
    this.http = http;
    this.clock = clock;
    this.use = use;
  }

  Token current() {
    Token known = token;
    return known == null ? renew(null) : known;
  }

  /** Another token than the one that was refused. */
  Token renew(@Nullable Token refused) {
    fetching.lock();
    try {
      Token known = token;
      if (known != null && !known.equals(refused)) {
        return known;
      }
      Token fresh = fetch();
      token = fresh;
      return fresh;
    } finally {
      fetching.unlock();
    }
  }

  private Token fetch() {
    Map<String, String> form =
        switch (settings.grant()) {
          case CLIENT_CREDENTIALS ->
              Map.of(
                  "grant_type", "client_credentials",
                  "client_id", settings.clientId(),
                  "client_secret", credential.text());
          case JWT_BEARER ->
              Map.of(
                  "grant_type",
                  "urn:ietf:params:oauth:grant-type:jwt-bearer",
                  "assertion",
                  assertion());
        };
    use.count(Call.TOKEN);
    Reply reply = http.form(settings.loginUrl().resolve("/services/oauth2/token"), encoded(form));
    if (!reply.ok()) {
      throw reply.status() >= 500
          ? StatusCodes.trouble(reply.status(), reply.code(), reply.message())
          : StatusCodes.configuration(
              "Salesforce refuses to sign us in (%s: %s)".formatted(reply.code(), reply.message()));
    }
    String text = reply.body().path("access_token").asString("");
    URI instance = URI.create(reply.body().path("instance_url").asString(""));
    if (text.isEmpty() || !Safe.mayCarryToken(instance)) {
      throw StatusCodes.configuration("The sign-in reply names no token or no https address");
    }
    return new Token(text, instance);
  }

  private String assertion() {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.clientId())
            .subject(settings.username())
            .audience(settings.audience())
            .expirationTime(Date.from(clock.instant().plus(ASSERTION_LIFE)))
            .build();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    try {
      jwt.sign(new RSASSASigner(privateKey()));
    } catch (JOSEException e) {
      throw StatusCodes.configuration("The private key cannot sign: " + e.getMessage());
    }
    return jwt.serialize();
  }

  private PrivateKey privateKey() {
    String pem = credential.text();
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      throw StatusCodes.configuration(
          "The private key must be a PEM file in PKCS#8, beginning with BEGIN PRIVATE KEY");
    }
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // The cause might quote the key.
      throw StatusCodes.configuration("The private key is not a readable RSA key");
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> entry.getKey() + '=' + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
