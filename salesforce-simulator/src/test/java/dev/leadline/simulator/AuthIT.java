package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.leadline.simulator.Caller.Told;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthIT {

  private static final String TOKEN = "/services/oauth2/token";
  private Simulator simulator;
  private Caller stranger;

  @BeforeEach
  void start() throws PortTaken {
    simulator = Simulator.start(Options.free().withApp("app", "secret"));
    stranger = new Caller(simulator.rest(), null);
  }

  @AfterEach
  void stop() {
    stranger.close();
    simulator.close();
  }

  private Told limits(String token) {
    try (Caller caller = new Caller(simulator.rest(), token)) {
      return caller.get("/services/data/v65.0/limits");
    }
  }

  @Test
  void clientCredentialsGiveATokenWithoutAnExpiry() {
    Told told =
        stranger.form(
            TOKEN,
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "app",
                "client_secret",
                "secret",
                "format",
                "json"));
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text("access_token")).matches("00D[0-9A-Za-z]{12}!.+");
    assertThat(told.text("id")).startsWith("https://");
    assertThat(told.text("instance_url")).isEqualTo(simulator.rest());
    assertThat(told.text("issued_at")).matches("\\d{13}");
    assertThat(told.at("expires_in")).isNull();
    assertThat(told.at("refresh_token")).isNull();
    assertThat(limits(told.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void wrongSecretsAndUnknownGrantsAreRefused() {
    Told wrong =
        stranger.form(
            TOKEN,
            Map.of("grant_type", "client_credentials", "client_id", "app", "client_secret", "no"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body())
        .isEqualTo(
            Map.of("error", "invalid_client", "error_description", "invalid client credentials"));
    assertThat(stranger.form(TOKEN, Map.of("grant_type", "password")).text("error"))
        .isEqualTo("unsupported_grant_type");
  }

  private static String assertion(KeyPair keys, String audience, Instant expires)
      throws JOSEException {
    return assertion("app", keys, audience, expires);
  }

  private static String assertion(String app, KeyPair keys, String audience, Instant expires)
      throws JOSEException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(app)
            .subject("integration@simulator.invalid")
            .audience(audience)
            .expirationTime(Date.from(expires))
            .build();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    jwt.sign(new RSASSASigner(keys.getPrivate()));
    return jwt.serialize();
  }

  private Told bearer(String assertion) {
    return stranger.form(
        TOKEN,
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion));
  }

  @Test
  void aSignedAssertionIsBelievedOnlyFromARegisteredKey()
      throws NoSuchAlgorithmException, JOSEException {
    KeyPair keys = keys();
    Instant soon = Instant.now().plusSeconds(300);
    String audience = "https://login.salesforce.com";
    assertThat(bearer(assertion(keys, audience, soon)).text("error")).isEqualTo("invalid_grant");
    assertThat(register("app", keys).at("keys")).isEqualTo(1);

    Told told = bearer(assertion(keys, audience, soon));
    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    assertThat(limits(told.text("access_token")).status()).isEqualTo(200);
    assertThat(bearer(assertion(keys, "https://elsewhere.example", soon)).text("error_description"))
        .isEqualTo("audience is invalid");
    assertThat(bearer(assertion(keys, audience, Instant.now().minusSeconds(60))).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(bearer(assertion(keys(), audience, soon)).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void anAppWithAKeyNeedsNoSecret() throws NoSuchAlgorithmException, JOSEException {
    KeyPair keys = keys();
    register("keyed", keys);
    Instant soon = Instant.now().plusSeconds(300);

    Told told = bearer(assertion("keyed", keys, "https://login.salesforce.com", soon));

    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    assertThat(told.text("signature")).isNotEmpty();
    assertThat(limits(told.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void anEmptySecretDoesNotProveAnAppThatHasNone() {
    stranger.call(
        "POST",
        "/control/apps",
        Map.of("clientId", "bare", "runAs", "integration@simulator.invalid"));

    Told told =
        stranger.form(
            TOKEN,
            Map.of("grant_type", "client_credentials", "client_id", "bare", "client_secret", ""));

    assertThat(told.status()).isEqualTo(400);
    assertThat(told.text("error")).isEqualTo("invalid_client");
  }

  private static KeyPair keys() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private Told register(String app, KeyPair keys) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----";
    return stranger.call("POST", "/control/apps", Map.of("clientId", app, "publicKey", pem));
  }

  private String code(String challenge) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("response_type", "code");
    form.put("client_id", "app");
    form.put("redirect_uri", "http://localhost:1/cb");
    form.put("state", "s t");
    form.put("code_challenge", challenge);
    form.put("user", simulator.founded().administratorId());
    form.put("decision", "allow");
    String location = stranger.form("/services/oauth2/authorize", form).header("Location");
    assertThat(location).startsWith("http://localhost:1/cb?code=").endsWith("&state=s+t");
    return location.replaceAll(".*code=([^&]*).*", "$1");
  }

  private Told redeem(String code, String verifier) {
    return stranger.form(
        TOKEN,
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "app",
            "client_secret",
            "secret",
            "redirect_uri",
            "http://localhost:1/cb",
            "code",
            code,
            "code_verifier",
            verifier));
  }

  private static String challenge(String verifier) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  @Test
  void aPersonsConsentGivesACodeThatIsGoodOnce() throws NoSuchAlgorithmException {
    Told page =
        stranger.get(
            "/services/oauth2/authorize?response_type=code&client_id=app&redirect_uri=http://localhost:1/cb&state=%22%3E%3Cscript%3E");
    String html = new String(page.http().body(), StandardCharsets.UTF_8);
    assertThat(html).contains("Allow access?").doesNotContain("<script>");
    assertThat(redeem(code(challenge("right")), "wrong").text("error")).isEqualTo("invalid_grant");
    String code = code(challenge("right"));
    Told told = redeem(code, "right");
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text("refresh_token")).startsWith("5Aep861");
    assertThat(redeem(code, "right").text("error_description"))
        .isEqualTo("expired authorization code");
  }

  @Test
  void theSixthGrantEndsTheFirst() throws NoSuchAlgorithmException {
    String first = redeem(code(challenge("v")), "v").text("refresh_token");
    String second = redeem(code(challenge("v")), "v").text("refresh_token");
    for (int i = 0; i < 4; i++) {
      redeem(code(challenge("v")), "v");
    }
    assertThat(refresh(first).body())
        .isEqualTo(
            Map.of("error", "invalid_grant", "error_description", "expired access/refresh token"));
    assertThat(refresh(second).status()).isEqualTo(200);
  }

  private Told refresh(String token) {
    return stranger.form(
        TOKEN,
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "app",
            "client_secret",
            "secret",
            "refresh_token",
            token));
  }

  @Test
  void rotationEndsTheFormerRefreshToken() throws NoSuchAlgorithmException {
    stranger.call("POST", "/control/apps", Map.of("clientId", "app", "rotateRefreshTokens", true));
    String first = redeem(code(challenge("v")), "v").text("refresh_token");
    Told refreshed = refresh(first);
    assertThat(refreshed.text("refresh_token")).isNotEqualTo(first).startsWith("5Aep861");
    assertThat(refresh(first).status()).isEqualTo(400);
  }

  @Test
  void tokensAreIntrospectedTellTheirUserAndAreRevoked() {
    String token = simulator.accessToken();
    Told told =
        stranger.form(
            "/services/oauth2/introspect",
            Map.of("token", token, "client_id", "app", "client_secret", "secret"));
    assertThat(told.at("active")).isEqualTo(true);
    assertThat(told.text("username")).isEqualTo("integration@simulator.invalid");
    try (Caller caller = new Caller(simulator.rest(), token)) {
      assertThat(caller.get("/services/oauth2/userinfo").text("user_id"))
          .isEqualTo(simulator.founded().integrationUserId());
      String own =
          caller.get("/services/data/v65.0").text("identity").replaceFirst(".*/id/", "/id/");
      assertThat(caller.get(own).text("organization_id")).startsWith("00D");
      assertThat(caller.get(own.replaceFirst("/00D", "/00E")).status()).isEqualTo(403);
      assertThat(caller.get(own + "x").status()).isEqualTo(403);
    }
    assertThat(
            stranger
                .get(
                    "/services/oauth2/revoke?token="
                        + java.net.URLEncoder.encode(token, StandardCharsets.UTF_8))
                .status())
        .isEqualTo(200);
    assertThat(limits(token).status()).isEqualTo(401);
    assertThat(
            stranger
                .form(
                    "/services/oauth2/introspect",
                    Map.of("token", token, "client_id", "app", "client_secret", "secret"))
                .at("active"))
        .isEqualTo(false);
  }
}
