package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.simulator.Caller.Told;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlIT extends WithOrg {
  private Told control(String path, Map<String, ?> body) {
    Told told = org.call("POST", "/control/" + path, body);
    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    return told;
  }

  @Test
  void aSalespersonEditsAsHerself() {
    String ann =
        control(
                "users",
                Map.of(
                    "users", List.of(Map.of("username", "ann@sales.example", "name", "Ann Sales"))))
            .text("users.0.id");
    String lead = org.create("Lead", Map.of("LastName", "L", "Company", "C"));
    Told edited =
        org.call(
            "PATCH",
            "/control/records",
            Map.of(
                "as",
                "ann@sales.example",
                "records",
                List.of(Map.of("Id", lead, "Title", "Boss"))));
    assertThat(edited.at("results.0.success")).isEqualTo(true);
    assertThat(org.get(DATA + "/sobjects/Lead/" + lead).text("LastModifiedById")).isEqualTo(ann);
  }

  @Test
  void aQueueOwnsLeadsButNotAccounts() {
    String queue =
        control("queues", Map.of("name", "Inbound", "objects", List.of("Lead"))).text("id");
    String lead = org.create("Lead", Map.of("LastName", "L", "Company", "C", "OwnerId", queue));
    assertThat(
            org.query("SELECT Owner.Name, Owner.Type FROM Lead WHERE Id = '" + lead + "'")
                .text("records.0.Owner.Name"))
        .isEqualTo("Inbound");
    assertThat(
            org.call("POST", DATA + "/sobjects/Account", Map.of("Name", "A", "OwnerId", queue))
                .text("0.errorCode"))
        .isEqualTo("MALFORMED_ID");
  }

  @Test
  void aConvertedLeadIsFrozenAndNamesItsContact() {
    String lead =
        org.create(
            "Lead",
            Map.of("FirstName", "Ann", "LastName", "L", "Company", "C", "Email", "ann@c.io"));
    Told converted = control("convert", Map.of("lead", lead, "opportunity", "Deal"));
    Told read = org.get(DATA + "/sobjects/Lead/" + lead);
    assertThat(read.at("IsConverted")).isEqualTo(true);
    assertThat(read.at("ConvertedContactId")).isEqualTo(converted.at("contactId"));
    assertThat(read.text("Status")).isEqualTo("Closed - Converted");
    Told refused = org.call("PATCH", DATA + "/sobjects/Lead/" + lead, Map.of("Title", "x"));
    assertThat(refused.text("0.errorCode")).isEqualTo("CANNOT_UPDATE_CONVERTED_LEAD");
    assertThat(org.get(DATA + "/sobjects/Contact/" + converted.at("contactId")).text("Email"))
        .isEqualTo("ann@c.io");
  }

  @Test
  void aMergeMovesTheChildrenAndNamesTheWinner() {
    String winner = org.create("Contact", Map.of("LastName", "W"));
    String loser = org.create("Contact", Map.of("LastName", "L"));
    String task = org.create("Task", Map.of("Subject", "Call", "WhoId", loser));
    control(
        "merge",
        Map.of("winner", winner, "losers", List.of(loser), "values", Map.of("Title", "Both")));
    assertThat(org.get(DATA + "/sobjects/Task/" + task).text("WhoId")).isEqualTo(winner);
    assertThat(
            org.get(
                    DATA
                        + "/queryAll?q=SELECT+Id,MasterRecordId,IsDeleted+FROM+Contact+WHERE+MasterRecordId+!=+null")
                .text("records.0.MasterRecordId"))
        .isEqualTo(winner);
    assertThat(org.query("SELECT Id FROM Contact").at("totalSize")).isEqualTo(1);
  }

  @Test
  void faultsStrikeAsOftenAsAsked() {
    control("faults", Map.of("kind", "unavailable", "path", "/limits", "times", 1));
    assertThat(org.get(DATA + "/limits").status()).isEqualTo(503);
    assertThat(org.get(DATA + "/limits").status()).isEqualTo(200);
    control("faults", Map.of("kind", "daily-limit", "times", 1));
    Told limited = org.get(DATA + "/limits");
    assertThat(limited.status()).isEqualTo(403);
    assertThat(limited.text("0.message")).isEqualTo("TotalRequests Limit exceeded.");
    control("faults", Map.of("kind", "cut", "method", "POST", "times", 1));
    assertThatThrownBy(() -> org.create("Lead", Map.of("LastName", "Cut", "Company", "C")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(org.query("SELECT Id FROM Lead").at("totalSize")).isEqualTo(1);
  }

  @Test
  void theDailyLimitIsCountedInTheOrgsTime() {
    control("limits", Map.of("dailyMax", 1));
    assertThat(org.get(DATA + "/limits").status()).isEqualTo(200);
    assertThat(org.get(DATA + "/limits").status()).isEqualTo(403);
    control("limits", Map.of("tokenLifetimeSeconds", 999_999));
    control("clock", Map.of("advanceSeconds", 90_000));
    assertThat(org.get(DATA + "/limits").status()).isEqualTo(200);
  }

  @Test
  void aFrozenClockGivesManyRowsOneStamp() {
    control("clock", Map.of("set", "2026-05-01T08:00:00Z", "freeze", true));
    org.create("Lead", Map.of("LastName", "A", "Company", "C"));
    org.create("Lead", Map.of("LastName", "B", "Company", "C"));
    assertThat(
            org.query("SELECT Id FROM Lead WHERE SystemModstamp = 2026-05-01T08:00:00Z")
                .at("totalSize"))
        .isEqualTo(2);
  }

  @Test
  void whatAProfileMayNotSeeDoesNotExist() {
    String user =
        control("users", Map.of("users", List.of(Map.of("username", "u@x.io", "name", "U X"))))
            .text("users.0.id");
    control(
        "access",
        Map.of("profile", "Standard User", "hide", List.of("Lead.AnnualRevenue", "Campaign")));
    try (Caller limited = new Caller(simulator.rest(), simulator.tokenFor(user))) {
      assertThat(limited.get(DATA + "/sobjects/Campaign/describe").status()).isEqualTo(404);
      assertThat(limited.query("SELECT AnnualRevenue FROM Lead").text("0.errorCode"))
          .isEqualTo("INVALID_FIELD");
      assertThat(
              limited
                  .call(
                      "POST",
                      DATA + "/sobjects/Lead",
                      Map.of("LastName", "L", "Company", "C", "AnnualRevenue", 1))
                  .text("0.errorCode"))
          .isEqualTo("INVALID_FIELD");
    }
  }

  @Test
  void aResetEmptiesTheOrgButKeepsTheToken() {
    org.create("Lead", Map.of("LastName", "A", "Company", "C"));
    control("reset", Map.of());
    assertThat(org.query("SELECT Id FROM Lead").at("totalSize")).isEqualTo(0);
    assertThat(org.query("SELECT Id FROM User").at("totalSize")).isEqualTo(2);
  }

  @Test
  void wrongRequestsAreExplained() {
    assertThat(org.call("POST", "/control/nope", Map.of()).status()).isEqualTo(404);
    assertThat(org.call("POST", "/control/faults", Map.of("kind", "nope")).status()).isEqualTo(400);
    assertThat(
            org.send(
                    "POST",
                    "/control/reset",
                    "x=1".getBytes(StandardCharsets.UTF_8),
                    "application/x-www-form-urlencoded")
                .status())
        .isEqualTo(415);
    assertThat(
            org.call("POST", "/control/reset", Map.of(), "Origin", "http://evil.example").status())
        .isEqualTo(403);
  }
}
