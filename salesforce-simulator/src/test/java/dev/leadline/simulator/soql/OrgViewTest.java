package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.metadata.Schema;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.SimulatedClock;
import dev.leadline.simulator.org.Transaction;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Queries over the real store. */
class OrgViewTest {
  private final SimulatedClock clock =
      new SimulatedClock(InstantSource.fixed(Instant.parse("2026-03-18T10:00:00Z")));
  private final Org org = new Org(new Schema(clock.second()), clock);
  private String user = "";
  private String ann = "";
  private String acme = "";

  @BeforeEach
  void people() {
    user = Founding.found(org).integrationUserId();
    org.declareField(org.schema().need("Lead"), "Key__c | Key | string(40) | external unique");
    org.declareField(org.schema().need("Lead"), "Points__c | Points | double(18,2) | external");
    acme = insert("Account", Map.of("Name", "Acme", "AnnualRevenue", 1000));
    insert("Contact", Map.of("LastName", "Ames", "AccountId", acme));
    ann =
        insert(
            "Lead",
            Map.of(
                "LastName",
                "Ames",
                "FirstName",
                "Ann",
                "Company",
                "Acme",
                "Email",
                "Ann@Acme.io",
                "City",
                "Graz",
                "Key__c",
                "A-1",
                "Points__c",
                2.5));
    clock.advance(Duration.ofDays(1));
    insert("Lead", Map.of("LastName", "Byrd", "Company", "Birds"));
  }

  private String insert(String object, Map<String, ?> values) {
    ObjectType type = org.schema().need(object);
    try (Transaction tx = org.begin(Actor.seed(user))) {
      SaveResult result = tx.insert(type, values);
      tx.commit();
      return Objects.requireNonNull(result.id(), () -> result.errors().toString());
    }
  }

  private String json(String query, boolean all) {
    Cursors cursors = new Cursors(clock, Duration.ofMinutes(15));
    Answer answer = Plan.of(new OrgView(org, user), Soql.parse(query)).run(all);
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      new PageJson(cursors, "/b").write(json, cursors.open(user, answer, 2000));
    }
    return out.toString();
  }

  private List<String> leads(String where) {
    Plan plan =
        Plan.of(new OrgView(org, user), Soql.parse("SELECT LastName FROM Lead WHERE " + where));
    Column.Leaf name = (Column.Leaf) plan.columns().getFirst();
    return plan.stream(false).map(row -> String.valueOf(name.value().of(row))).toList();
  }

  @Test
  void everyIndexFindsItsRows() {
    assertThat(leads("Email = 'ann@acme.IO'")).containsExactly("Ames");
    assertThat(leads("Key__c IN ('a-1', 'zz')")).containsExactly("Ames");
    assertThat(leads("Points__c = 2.50")).containsExactly("Ames");
    assertThat(leads("Id = '" + ann.substring(0, 15) + "'")).containsExactly("Ames");
    assertThat(leads("OwnerId = '" + user + "'")).containsExactly("Ames", "Byrd");
    assertThat(leads("SystemModstamp >= 2026-03-19T00:00:00Z")).containsExactly("Byrd");
    assertThat(leads("SystemModstamp < 2026-03-19T00:00:00Z")).containsExactly("Ames");
    assertThat(leads("SystemModstamp = 2026-03-18T10:00:00Z")).containsExactly("Ames");
    assertThat(leads("SystemModstamp > LAST_N_YEARS:999999")).containsExactly("Ames", "Byrd");
  }

  @Test
  void computedFieldsParentsAndChildrenAreShown() {
    assertThat(json("SELECT Name, Address, Owner.Name FROM Lead WHERE LastName = 'Ames'", false))
        .contains("\"Name\":\"Ann Ames\",\"Address\":{\"city\":\"Graz\"")
        .contains("\"Owner\":{\"attributes\":{\"type\":\"Name\"");
    assertThat(json("SELECT AnnualRevenue, (SELECT Name FROM Contacts) FROM Account", false))
        .contains("\"AnnualRevenue\":1000.0,\"Contacts\":{\"totalSize\":1");
    assertThat(leads("Name = 'ann ames'")).containsExactly("Ames");
  }

  @Test
  void theRecycleBinIsSeenByQueryAllOnly() {
    try (Transaction tx = org.begin(Actor.seed(user))) {
      tx.delete(null, ann);
      tx.commit();
    }
    assertThat(json("SELECT COUNT() FROM Lead", false)).contains("\"totalSize\":1");
    assertThat(json("SELECT Id FROM Lead WHERE IsDeleted = true", true)).contains(ann);
  }

  @Test
  void whatAProfileHidesDoesNotExist() {
    String profile = String.valueOf(Objects.requireNonNull(org.find(user)).get("ProfileId"));
    org.access().hide(profile, "Lead.Email");
    org.access().hide(profile, "Account");
    assertThatExceptionOfType(SoqlError.class)
        .isThrownBy(() -> leads("Email != null"))
        .withMessageContaining("No such column 'Email' on entity 'Lead'");
    assertThatExceptionOfType(SoqlError.class)
        .isThrownBy(() -> json("SELECT Id FROM Account", false))
        .withMessageContaining("sObject type 'Account' is not supported");
    assertThat(json("SELECT FIELDS(STANDARD) FROM Lead LIMIT 1", false))
        .contains("LastName")
        .doesNotContain("\"Email\"");
  }
}
