package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user may not see, by the ways around. */
class HiddenIT extends WithOrg {
  private static final String USERNAME = "hidden@example.com";
  private Caller seller;

  @BeforeEach
  void hide() {
    org.call(
        "POST",
        "/control/users",
        Map.of(
            "users",
            List.of(
                Map.of(
                    "username",
                    USERNAME,
                    "name",
                    "Uma U",
                    "email",
                    USERNAME,
                    "profile",
                    "Standard User"))));
    String token =
        org.call("POST", "/control/sessions", Map.of("user", USERNAME)).text("accessToken");
    seller = new Caller(simulator.rest(), token);
    org.call(
        "POST",
        "/control/access",
        Map.of("profile", "Standard User", "hide", List.of("Contact.AccountId", "Contact.Email")));
  }

  @AfterEach
  void leave() {
    seller.close();
  }

  @Test
  void aHiddenLookupLeadsNowhere() {
    String account = org.call("POST", DATA + "/sobjects/Account", Map.of("Name", "A")).text("id");
    String contact =
        org.call("POST", DATA + "/sobjects/Contact", Map.of("LastName", "L", "AccountId", account))
            .text("id");
    String parent = DATA + "/sobjects/Contact/" + contact + "/Account";

    assertThat(org.get(parent).text("Name")).isEqualTo("A");
    assertThat(seller.get(parent).status()).isEqualTo(404);
  }

  @Test
  void rowsOfAQueryJobAreForItsMaker() {
    Map<String, String> wanted =
        Map.of("operation", "query", "query", "SELECT Id, Email FROM Contact");
    String job = DATA + "/jobs/query/" + org.call("POST", DATA + "/jobs/query", wanted).text("id");
    while (org.get(job).text("state").matches("UploadComplete|InProgress")) {
      Thread.onSpinWait();
    }

    assertThat(org.get(job + "/results").status()).isEqualTo(200);
    assertThat(seller.get(job + "/results").status()).isEqualTo(404);
    assertThat(seller.call("DELETE", job, null).status()).isEqualTo(404);
  }

  @Test
  void aHiddenFieldIsNoKeyOfAnUpsertJob() {
    Map<String, String> wanted =
        Map.of("object", "Contact", "operation", "upsert", "externalIdFieldName", "Email");

    assertThat(org.call("POST", DATA + "/jobs/ingest", wanted).status()).isEqualTo(200);
    Told refused = seller.call("POST", DATA + "/jobs/ingest", wanted);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("0.errorCode")).isEqualTo("INVALIDJOB");
  }

  @Test
  void whatWasHiddenSinceIsDescribedAnew() {
    String describe = DATA + "/sobjects/Contact/describe";
    Told before = seller.get(describe);
    String then = before.header("Last-Modified");
    assertThat(before.each("fields", "name")).contains("Phone").doesNotContain("Email");
    assertThat(seller.get(describe, "If-Modified-Since", then).status()).isEqualTo(304);

    org.call("POST", "/control/clock", Map.of("advanceSeconds", 5));
    org.call(
        "POST",
        "/control/access",
        Map.of("profile", "Standard User", "hide", List.of("Contact.Phone")));

    Told after = seller.get(describe, "If-Modified-Since", then);
    assertThat(after.each("fields", "name")).contains("LastName").doesNotContain("Phone");
  }
}
