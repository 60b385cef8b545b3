package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an administrator can make the org do. */
class BehaviourIT extends WithOrg {
  private Told control(String path, Map<String, ?> body) {
    Told told = org.call("POST", "/control/" + path, body);
    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    return told;
  }

  private Told lead(Map<String, ?> values, String... headers) {
    Map<String, Object> all = new java.util.HashMap<>(Map.of("LastName", "L", "Company", "C"));
    all.putAll(values);
    return org.call("POST", DATA + "/sobjects/Lead", all, headers);
  }

  @Test
  void aValidationRuleRefusesAtItsField() {
    control(
        "rules",
        Map.of(
            "kind",
            "validation",
            "object",
            "Lead",
            "when",
            "Rating = 'Hot' AND Phone = null",
            "message",
            "Hot leads need a phone",
            "field",
            "Phone"));
    Told refused = lead(Map.of("Rating", "Hot"));
    assertThat(refused.body())
        .isEqualTo(
            List.of(
                Map.of(
                    "message",
                    "Hot leads need a phone",
                    "errorCode",
                    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                    "fields",
                    List.of("Phone"))));
    assertThat(lead(Map.of("Rating", "Hot", "Phone", "1")).status()).isEqualTo(201);
    assertThat(lead(Map.of("Rating", "Cold")).status()).isEqualTo(201);
    assertThat(
            org.call(
                    "POST",
                    "/control/rules",
                    Map.of(
                        "kind", "validation", "object", "Lead", "when", "Nope = 1", "message", "x"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void aTriggerRejectsAndAFieldUpdateFillsIn() {
    control(
        "rules",
        Map.of(
            "kind",
            "trigger",
            "object",
            "Lead",
            "when",
            "Company = 'Banned'",
            "message",
            "not this one"));
    control(
        "rules",
        Map.of(
            "kind",
            "field-update",
            "object",
            "Lead",
            "when",
            "AnnualRevenue > 1000",
            "values",
            Map.of("Rating", "Hot")));
    assertThat(lead(Map.of("Company", "Banned")).text("0.errorCode"))
        .isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
    String id = lead(Map.of("AnnualRevenue", 5_000)).text("id");
    assertThat(org.get(DATA + "/sobjects/Lead/" + id).text("Rating")).isEqualTo("Hot");
  }

  @Test
  void theAssignmentRuleRunsUnlessSwitchedOff() {
    String ann =
        control("users", Map.of("users", List.of(Map.of("username", "ann@x.io", "name", "Ann"))))
            .text("users.0.id");
    control(
        "rules",
        Map.of(
            "kind",
            "assignment",
            "object",
            "Lead",
            "entries",
            List.of(Map.of("when", "Country = 'DE'", "owner", "ann@x.io"))));
    String moved = lead(Map.of("Country", "DE")).text("id");
    String kept = lead(Map.of("Country", "DE"), "Sforce-Auto-Assign", "FALSE").text("id");
    assertThat(org.get(DATA + "/sobjects/Lead/" + moved).text("OwnerId")).isEqualTo(ann);
    assertThat(org.get(DATA + "/sobjects/Lead/" + kept).text("OwnerId"))
        .isEqualTo(simulator.founded().integrationUserId());
  }

  @Test
  void duplicateAlertsCanBePassedButBlocksCannot() {
    control(
        "rules",
        Map.of(
            "kind",
            "duplicate",
            "object",
            "Lead",
            "fields",
            List.of("Email"),
            "against",
            List.of("Lead", "Contact"),
            "action",
            "alert"));
    String first = lead(Map.of("Email", "a@b.co")).text("id");
    Told alert = lead(Map.of("Email", "A@B.co"));
    assertThat(alert.text("0.errorCode")).isEqualTo("DUPLICATES_DETECTED");
    assertThat(alert.text("0.message")).isEqualTo("Use one of these records?");
    assertThat(alert.text("0.duplicateResut.matchResults.0.matchRecords.0.record.Id"))
        .isEqualTo(first);
    assertThat(
            lead(
                    Map.of("Email", "a@b.co"),
                    "Sforce-Duplicate-Rule-Header",
                    "allowSave=true; includeRecordDetails=true")
                .status())
        .isEqualTo(201);
    control(
        "rules",
        Map.of(
            "kind", "duplicate", "object", "Lead", "fields", List.of("Email"), "action", "block"));
    assertThat(
            lead(Map.of("Email", "a@b.co"), "Sforce-Duplicate-Rule-Header", "allowSave=true")
                .text("0.duplicateResut.allowSave"))
        .isEqualTo("false");
  }

  @Test
  void anOpenTransactionStampsEarlyAndShowsLate() {
    control("clock", Map.of("set", "2026-05-01T08:00:00Z", "freeze", true));
    String held = control("transactions", Map.of()).text("transaction");
    control(
        "transactions/records",
        Map.of(
            "transaction",
            held,
            "object",
            "Lead",
            "records",
            List.of(Map.of("LastName", "Late", "Company", "C"))));
    control("clock", Map.of("advanceSeconds", 600));
    lead(Map.of("LastName", "Early"));
    assertThat(org.query("SELECT LastName FROM Lead").each("records", "LastName"))
        .containsExactly("Early");
    String span = "start=2026-05-01T07:00:00Z&end=2026-05-01T08:20:00Z";
    assertThat(org.get(DATA + "/sobjects/Lead/updated?" + span).text("latestDateCovered"))
        .isEqualTo("2026-05-01T08:00:00.000+0000");
    control("transactions/commit", Map.of("transaction", held));
    assertThat(
            org.query("SELECT LastName FROM Lead ORDER BY SystemModstamp")
                .each("records", "LastName"))
        .containsExactly("Late", "Early");
    assertThat(
            org.query("SELECT SystemModstamp FROM Lead WHERE LastName = 'Late'")
                .text("records.0.SystemModstamp"))
        .isEqualTo("2026-05-01T08:00:00.000+0000");
  }

  @Test
  void aDelayedCommitHoldsItsCallBack() {
    control("late-commits", Map.of("object", "Lead", "millis", 300, "times", 1));
    Instant start = Instant.now();
    lead(Map.of());
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void parallelChildrenOfOneAccountCollide() {
    control("limits", Map.of("lockPatienceMillis", 20));
    control("late-commits", Map.of("object", "Contact", "millis", 1_000, "times", 1));
    String account = org.create("Account", Map.of("Name", "Acme"));
    CompletableFuture<Told> slow = CompletableFuture.supplyAsync(() -> contact(account));
    Told told = contact(account);
    while (told.status() == 201 && !slow.isDone()) {
      told = contact(account);
    }
    List<Told> both = List.of(told, slow.join());
    assertThat(both)
        .anySatisfy(refused -> {
          assertThat(refused.text("0.errorCode")).isEqualTo("UNABLE_TO_LOCK_ROW");
          assertThat(refused.text("0.message")).contains(account);
        });
  }

  private Told contact(String account) {
    try (Caller own = new Caller(simulator.rest(), simulator.accessToken())) {
      return own.call(
          "POST", DATA + "/sobjects/Contact", Map.of("LastName", "X", "AccountId", account));
    }
  }

  @Test
  void aTouchedParentMovesItsStamp() {
    control("clock", Map.of("set", "2026-05-01T08:00:00Z", "freeze", true));
    String account = org.create("Account", Map.of("Name", "Acme"));
    control("rules", Map.of("kind", "touch-parent", "object", "Contact", "lookup", "AccountId"));
    control("clock", Map.of("advanceSeconds", 60));
    contact(account);
    Told read = org.get(DATA + "/sobjects/Account/" + account);
    assertThat(read.text("SystemModstamp")).isEqualTo("2026-05-01T08:01:00.000+0000");
    assertThat(read.text("LastModifiedDate")).isEqualTo("2026-05-01T08:00:00.000+0000");
  }
}
