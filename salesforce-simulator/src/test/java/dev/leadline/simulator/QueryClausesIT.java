package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rarer clauses of SOQL. */
class QueryClausesIT extends WithOrg {
  private String account = "";
  private String contact = "";

  @Override
  Options options() {
    return super.options().startingAt("2030-04-10T22:31:00Z");
  }

  @BeforeEach
  void records() {
    account = org.create("Account", Map.of("Name", "Acme", "Phone", "1"));
    contact = org.create("Contact", Map.of("LastName", "Ames", "Email", "a@b.co"));
    lead("Web", "Hot");
    lead("Web", null);
    lead("Web", null);
    lead("Phone Inquiry", "Warm");
  }

  private String lead(String source, @org.jspecify.annotations.Nullable String rating) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("LastName", "L");
    values.put("Company", "C");
    values.put("LeadSource", source);
    if (rating != null) {
      values.put("Rating", rating);
    }
    return org.create("Lead", values);
  }

  private void refuses(String soql, String code, String message) {
    Told told = org.query(soql);
    assertThat(told.status()).as(soql).isEqualTo(400);
    assertThat(told.text("0.errorCode")).as(soql).isEqualTo(code);
    assertThat(told.text("0.message")).as(soql).contains(message);
  }

  @Test
  void typeOfShowsWhatEachObjectHas() {
    org.create("Task", Map.of("Subject", "1", "WhoId", contact, "WhatId", account));
    org.create("Task", Map.of("Subject", "2", "WhoId", lead("Other", null)));
    org.create("Task", Map.of("Subject", "3"));
    Told told =
        org.query(
            "SELECT Subject, TYPEOF Who WHEN Contact THEN Email, LastName ELSE Name, Email END,"
                + " typeof what when Account then Phone, Owner.Name end"
                + " FROM Task ORDER BY Subject");

    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    assertThat(told.at("records.0.Who"))
        .isEqualTo(
            Map.of(
                "attributes",
                Map.of("type", "Contact", "url", DATA + "/sobjects/Contact/" + contact),
                "Email",
                "a@b.co",
                "LastName",
                "Ames"));
    assertThat(told.text("records.0.What.Phone")).isEqualTo("1");
    assertThat(told.text("records.0.What.Owner.Name")).isEqualTo("Integration User");
    assertThat(told.text("records.1.Who.attributes.type")).isEqualTo("Name");
    assertThat(told.text("records.1.Who.Name")).isEqualTo("L");
    assertThat(told.at("records.1.What")).isNull();
    assertThat(told.at("records.2.Who")).isNull();
  }

  @Test
  void aParentThatNoWhenNamesIsNull() {
    Told told = org.query("SELECT TYPEOF Owner WHEN Group THEN Name END FROM Lead LIMIT 1");
    assertThat(told.list("records")).hasSize(1);
    assertThat(told.at("records.0.Owner")).isNull();
    Told above =
        org.query(
            "SELECT CampaignId, TYPEOF Lead.Owner WHEN User THEN Username END FROM CampaignMember");
    assertThat(above.at("totalSize")).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "TYPEOF Owner WHEN Contact THEN Name END | MALFORMED_QUERY | never is a Contact",
        "TYPEOF Owner WHEN Nope THEN Name END | INVALID_TYPE | 'Nope' is not supported",
        "TYPEOF Owner WHEN User THEN Nope END | INVALID_FIELD | No such column 'Nope' on entity 'User'",
        "TYPEOF Owner ELSE Name END | MALFORMED_QUERY | unexpected token",
        "TYPEOF Owner WHEN User THEN Name ELSE Nope END | INVALID_FIELD | on entity 'Name'",
        "TYPEOF Owner WHEN User THEN Name WHEN User THEN Id END | MALFORMED_QUERY | duplicate object",
        "TYPEOF Owner WHEN User THEN Name END, Owner.Name | MALFORMED_QUERY | duplicate relationship",
        "Owner.Name, TYPEOF Owner WHEN User THEN Name END | MALFORMED_QUERY | duplicate relationship",
        "TYPEOF Nope WHEN User THEN Name END | INVALID_FIELD | Didn't understand relationship 'Nope'",
        "TYPEOF CreatedBy WHEN User THEN Name END | MALFORMED_QUERY | several objects",
      })
  void typeOfIsRefusedWhere(String select, String code, String message) {
    refuses("SELECT Id, " + select + " FROM Lead", code, message);
  }

  @Test
  void rollupAddsSubtotalsAfterTheirGroups() {
    Told told =
        org.query(
            "SELECT LeadSource, Rating, GROUPING(LeadSource) ls, GROUPING(Rating) r, COUNT(Id) c"
                + " FROM Lead GROUP BY ROLLUP(LeadSource, Rating)");

    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    assertThat(
            told.list("records").stream()
                .map(row ->
                    row instanceof Map<?, ?> r
                        ? r.get("LeadSource")
                            + ","
                            + r.get("Rating")
                            + ","
                            + r.get("ls")
                            + ","
                            + r.get("r")
                            + ","
                            + r.get("c")
                        : ""))
        .containsExactly(
            "Phone Inquiry,Warm,0,0,1",
            "Phone Inquiry,null,0,1,1",
            "Web,null,0,0,2",
            "Web,Hot,0,0,1",
            "Web,null,0,1,3",
            "null,null,1,1,4");
  }

  @Test
  void cubeSumsOverEveryChoiceOfFields() {
    String from = " FROM Lead GROUP BY CUBE(LeadSource, Rating)";
    assertThat(org.query("SELECT COUNT(Id) c" + from).each("records", "c"))
        .containsExactlyInAnyOrder("1", "1", "2", "1", "3", "2", "1", "1", "4");
    assertThat(
            org.query(
                    "SELECT Rating, COUNT(Id) c"
                        + from
                        + " HAVING GROUPING(LeadSource) = 1 ORDER BY GROUPING(Rating) DESC, Rating")
                .each("records", "c"))
        .containsExactly("4", "2", "1", "1");
  }

  @Test
  void subtotalsAreRefusedWhere() {
    refuses("SELECT GROUPING(Rating) FROM Lead GROUP BY Rating", "MALFORMED_QUERY", "GROUPING()");
    refuses(
        "SELECT GROUPING(City) FROM Lead GROUP BY ROLLUP(Rating)", "MALFORMED_QUERY", "GROUPING()");
    refuses(
        "SELECT COUNT(Id) FROM Lead GROUP BY CUBE(City, State, Rating, Status)",
        "MALFORMED_QUERY",
        "at most 3");
    refuses(
        "SELECT COUNT(Id) FROM Lead GROUP BY ROLLUP(City), State", "MALFORMED_QUERY", "unexpected");
  }

  @Test
  void mineAreTheRecordsOfWhoeverAsks() {
    org.call(
        "PATCH",
        DATA + "/sobjects/Account/" + account,
        Map.of("OwnerId", simulator.founded().administratorId()));
    assertThat(org.query("SELECT Id FROM Account USING SCOPE mine").at("totalSize")).isEqualTo(0);
    assertThat(org.query("SELECT Id FROM Account a USING SCOPE everything").at("totalSize"))
        .isEqualTo(1);
    try (Caller admin =
        new Caller(simulator.rest(), simulator.tokenFor(simulator.founded().administratorId()))) {
      String mine = "SELECT COUNT() FROM Account USING SCOPE Mine WHERE Name = ";
      assertThat(admin.query(mine + "'Acme'").at("totalSize")).isEqualTo(1);
      assertThat(admin.query(mine + "'Other'").at("totalSize")).isEqualTo(0);
    }
    refuses("SELECT Id FROM Account USING SCOPE team", "MALFORMED_QUERY", "scope: 'team'");
    refuses("SELECT Id FROM Profile USING SCOPE mine", "MALFORMED_QUERY", "scope 'mine'");
  }

  @Test
  void accessModesAreTaken() {
    for (String mode : List.of("SECURITY_ENFORCED", "USER_MODE", "SYSTEM_MODE")) {
      String soql =
          "SELECT Rating FROM Lead WHERE Rating != null WITH %s GROUP BY Rating LIMIT 5"
              .formatted(mode);
      assertThat(org.query(soql).at("totalSize")).as(mode).isEqualTo(2);
    }
    refuses("SELECT Id FROM Lead WITH NOTHING", "MALFORMED_QUERY", "unexpected token: 'NOTHING'");
  }

  private Told deal(Caller who) {
    return who.query(
        "SELECT Amount, FORMAT(Amount) money, FORMAT(CloseDate), FORMAT(Probability) odds,"
            + " FORMAT(SystemModstamp) at, FORMAT(Account.NumberOfEmployees), FORMAT(Name) name2,"
            + " FORMAT(NextStep) none FROM Opportunity");
  }

  @Test
  void formatWritesAsTheUsersLocaleDoes() {
    org.call("PATCH", DATA + "/sobjects/Account/" + account, Map.of("NumberOfEmployees", 12_345));
    Map<String, Object> deal =
        Map.of(
            "Name",
            "Deal",
            "StageName",
            "Prospecting",
            "CloseDate",
            "2015-12-28",
            "Amount",
            44_000,
            "AccountId",
            account,
            "Probability",
            10);
    org.create("Opportunity", deal);
    String user = DATA + "/sobjects/User/" + simulator.founded().integrationUserId();
    org.call("PATCH", user, Map.of("TimeZoneSidKey", "America/Los_Angeles"));

    Told american = deal(org);
    assertThat(american.status()).as("%s", american.body()).isEqualTo(200);
    assertThat(american.text("records.0.Amount")).isEqualTo("44000.0");
    assertThat(american.text("records.0.money")).isEqualTo("$44,000.00");
    assertThat(american.text("records.0.CloseDate")).isEqualTo("12/28/2015");
    assertThat(american.text("records.0.odds")).isEqualTo("10%");
    assertThat(american.text("records.0.at")).isEqualTo("4/10/2030, 3:31 PM");
    assertThat(american.text("records.0.Account.NumberOfEmployees")).isEqualTo("12,345");
    assertThat(american.text("records.0.name2")).isEqualTo("Deal");
    assertThat(american.at("records.0.none")).isNull();

    org.call("PATCH", user, Map.of("LocaleSidKey", "de_DE"));
    Told german = deal(org);
    assertThat(german.text("records.0.money")).isEqualTo("44.000,00 $");
    assertThat(german.text("records.0.CloseDate")).isEqualTo("28.12.2015");
    assertThat(
            org.query("SELECT FORMAT(MIN(CloseDate)) first, FORMAT(SUM(Amount)) FROM Opportunity")
                .list("records")
                .getFirst())
        .isEqualTo(
            Map.of(
                "attributes",
                Map.of("type", "AggregateResult"),
                "first",
                "28.12.2015",
                "expr0",
                "44.000,00 $"));
  }

  @Test
  void formatIsForTheSelectListOnly() {
    refuses("SELECT Id FROM Opportunity WHERE FORMAT(Amount) = 'x'", "MALFORMED_QUERY", "FORMAT");
    refuses("SELECT Id FROM Opportunity ORDER BY FORMAT(Amount)", "MALFORMED_QUERY", "FORMAT");
    refuses("SELECT Amount, FORMAT(Amount) FROM Opportunity", "INVALID_FIELD", "duplicate field");
  }
}
