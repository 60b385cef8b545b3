package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.nio.charset.StandardCharsets;
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

  /** The reply without the names in which the two requests differ. */
  private Object told(Told told, String name) {
    return told.status() + " " + String.valueOf(told.body()).replaceAll("\\b" + name + "\\b", "…");
  }

  private void hideAll(String... names) {
    org.call("POST", "/control/access", Map.of("profile", "Standard User", "hide", List.of(names)));
  }

  @Test
  void aHiddenWayLooksLikeNone() {
    hideAll("Campaign");
    // A hidden lookup, and a lookup to an object that is hidden.
    for (String[] way : new String[][] {{"Contact", "Account"}, {"CampaignMember", "Campaign"}}) {
      String from = way[0];
      String hidden = way[1];
      String unknown = "X".repeat(hidden.length());
      for (String soql :
          List.of(
              "SELECT %s.Name FROM " + from,
              "SELECT Id FROM " + from + " WHERE %s.Name = 'x'",
              "SELECT COUNT(Id) FROM " + from + " GROUP BY %s.Name",
              "SELECT Id FROM " + from + " ORDER BY %s.Name")) {
        assertThat(told(seller.query(soql.formatted(hidden)), hidden))
            .isEqualTo(told(seller.query(soql.formatted(unknown)), unknown));
      }
      String find = DATA + "/search?q=FIND+%7Bxx%7D+RETURNING+" + from + "(Id,+";
      assertThat(told(seller.get(find + hidden + ".Name)"), hidden))
          .isEqualTo(told(seller.get(find + unknown + ".Name)"), unknown));
    }
  }

  @Test
  void aHiddenLookupCannotBeWrittenByItsWay() {
    String account = DATA + "/sobjects/Account";
    org.call(
        "POST", "/control/declare", Map.of("line", "Account: No__c | No | string(9) | external"));
    org.call("POST", account, Map.of("Name", "A", "No__c", "7"));
    for (String path : List.of("/sobjects/Contact", "/composite/tree/Contact")) {
      Told hidden = seller.call("POST", DATA + path, written(path, "Account"));
      assertThat(hidden.status()).as(path).isEqualTo(400);
      assertThat(told(hidden, "Account"))
          .isEqualTo(told(seller.call("POST", DATA + path, written(path, "Xccount")), "Xccount"));
    }
    hideAll("Account.No__c");
    Told key = seller.call("POST", DATA + "/sobjects/Opportunity", opportunity("No__c"));
    assertThat(told(key, "No__c"))
        .isEqualTo(
            told(
                seller.call("POST", DATA + "/sobjects/Opportunity", opportunity("Xo__c")),
                "Xo__c"));
  }

  private static Map<String, Object> written(String path, String way) {
    Map<String, Object> contact = Map.of("LastName", "L", way, Map.of("No__c", "7"));
    if (!path.contains("tree")) {
      return contact;
    }
    Map<String, Object> planted = new java.util.HashMap<>(contact);
    planted.put("attributes", Map.of("type", "Contact", "referenceId", "r"));
    return Map.of("records", List.of(planted));
  }

  private static Map<String, Object> opportunity(String key) {
    return Map.of(
        "Name",
        "O",
        "StageName",
        "Prospecting",
        "CloseDate",
        "2030-01-01",
        "Account",
        Map.of(key, "7"));
  }

  @Test
  void aHiddenLookupIsNoColumnOfAnIngestJob() {
    for (String column : List.of("Account.Name", "Xccount.Name")) {
      Map<String, String> wanted = Map.of("object", "Contact", "operation", "insert");
      String job =
          DATA + "/jobs/ingest/" + seller.call("POST", DATA + "/jobs/ingest", wanted).text("id");
      byte[] csv = ("LastName," + column + "\nL,A\n").getBytes(StandardCharsets.UTF_8);
      seller.send("PUT", job + "/batches", csv, "text/csv");
      seller.call("PATCH", job, Map.of("state", "UploadComplete"));
      while (seller.get(job).text("state").matches("UploadComplete|InProgress")) {
        Thread.onSpinWait();
      }
      assertThat(seller.get(job).text("errorMessage"))
          .isEqualTo("InvalidBatch : Field name not found : " + column);
    }
  }

  @Test
  void hiddenChildrenAreNeitherDescribedNorPlanted() {
    String describe = DATA + "/sobjects/Account/describe";
    assertThat(org.get(describe).each("childRelationships", "relationshipName"))
        .contains("Contacts");
    assertThat(seller.get(describe).each("childRelationships", "relationshipName"))
        .doesNotContain("Contacts")
        .contains("Opportunities");
    for (String children : List.of("Contacts", "Xontacts")) {
      Map<String, Object> account =
          Map.of(
              "attributes",
              Map.of("type", "Account", "referenceId", "a"),
              "Name",
              "A",
              children,
              Map.of("records", List.of()));
      Told told =
          seller.call(
              "POST", DATA + "/composite/tree/Account", Map.of("records", List.of(account)));
      assertThat(told.text("results.0.errors.0.message"))
          .isEqualTo("No such column '" + children + "' on sobject of type Account");
    }
  }
}
