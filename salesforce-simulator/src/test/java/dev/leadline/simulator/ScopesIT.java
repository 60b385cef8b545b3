package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a token is good for, by the scopes it was given for. */
class ScopesIT extends WithOrg {
  private static final String REDIRECT = "http://localhost:1/cb";

  @Override
  Options options() {
    return super.options().withApp("app", "secret");
  }

  private String consent(String scope) {
    Told told =
        org.form(
            "/services/oauth2/authorize",
            Map.of(
                "response_type",
                "code",
                "client_id",
                "app",
                "redirect_uri",
                REDIRECT,
                "state",
                "s",
                "scope",
                scope,
                "user",
                simulator.founded().administratorId(),
                "decision",
                "allow"));
    return told.header("Location");
  }

  private Told redeemed(String scope) {
    String location = consent(scope);
    assertThat(location).contains("?code=");
    return org.form(
        "/services/oauth2/token",
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "app",
            "client_secret",
            "secret",
            "redirect_uri",
            REDIRECT,
            "code",
            location.replaceAll(".*code=([^&]*).*", "$1")));
  }

  @Test
  void recordsNeedApiOrFull() {
    for (String scope : List.of("api", "full", "web api id")) {
      Told token = redeemed(scope);
      assertThat(token.text("scope")).isEqualTo(scope);
      try (Caller app = new Caller(simulator.rest(), token.text("access_token"))) {
        assertThat(app.query("SELECT Id FROM User").status()).as(scope).isEqualTo(200);
      }
    }
    try (Caller app = new Caller(simulator.rest(), redeemed("id web").text("access_token"))) {
      Told refused = app.query("SELECT Id FROM User");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.body())
          .isEqualTo(
              List.of(
                  Map.of(
                      "message", "This session is not valid for use with the REST API",
                      "errorCode", "INVALID_SESSION_ID")));
      assertThat(app.get("/services/data").status()).isEqualTo(200);
      assertThat(app.get("/services/oauth2/userinfo").status()).isEqualTo(200);
    }
  }

  @Test
  void onlyALastingScopeGivesARefreshToken() {
    assertThat(redeemed("full").at("refresh_token")).isNull();
    assertThat(redeemed("api refresh_token").text("refresh_token")).startsWith("5Aep861");
    assertThat(redeemed("api offline_access").text("refresh_token")).startsWith("5Aep861");
  }

  @Test
  void aWordThatIsNoScopeIsSentBack() {
    String refusal =
        REDIRECT
            + "?error=invalid_scope&error_description=the+requested+scope+is+not+allowed&state=s";
    assertThat(consent("api everything")).isEqualTo(refusal);
    Told page =
        org.get(
            "/services/oauth2/authorize?response_type=code&client_id=app&redirect_uri="
                + REDIRECT
                + "&state=s&scope=api%20everything");
    assertThat(page.header("Location")).isEqualTo(refusal);
  }
}
