package dev.leadline.simulator.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.metadata.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrgTest {

  private final SimulatedClock clock =
      new SimulatedClock(() -> Instant.parse("2026-03-01T10:00:00.700Z"));
  private final Org org = new Org(new Schema(clock.second()), clock);
  private final List<Commit> commits = new ArrayList<>();
  private ObjectType leads = org.schema().need("Lead");
  private Actor actor = Actor.person("");

  @BeforeEach
  void found() {
    Founding.Founded founded = Founding.found(org);
    actor = Actor.api(founded.integrationUserId(), "rest", "65.0", null);
    org.lockPatience(Duration.ofMillis(1));
    org.addListener(commits::add);
    leads = org.schema().need("Lead");
  }

  private SaveResult insert(String object, Map<String, ?> values) {
    try (Transaction tx = org.begin(actor)) {
      SaveResult result = tx.insert(org.schema().need(object), values);
      tx.commit();
      return result;
    }
  }

  private SaveResult update(String id, Map<String, ?> values) {
    try (Transaction tx = org.begin(actor)) {
      SaveResult result = tx.update(org.schema().need("Lead"), id, values);
      tx.commit();
      return result;
    }
  }

  private Row row(SaveResult result) {
    Row row = org.find(result.id());
    assertThat(row).as("%s", result.errors()).isNotNull();
    return java.util.Objects.requireNonNull(row);
  }

  @Test
  void recordedIdsGetTheirEighteenCharacters() {
    assertThat(RecordId.normal("001D000000IRFma")).isEqualTo("001D000000IRFmaIAH");
    assertThat(RecordId.normal("001D000000IRFmaIAX")).isNull();
    assertThat(RecordId.number(RecordId.of("00Q", 987_654))).isEqualTo(987_654);
  }

  @Test
  void aNewLeadIsTrimmedDefaultedAndStamped() {
    Row lead =
        row(insert("lead", Map.of("lastname", "  Lovelace ", "Company", "Engines", "Title", "")));

    assertThat(lead.get("LastName")).isEqualTo("Lovelace");
    assertThat(lead.get("Title")).isNull();
    assertThat(lead.get("Status")).isEqualTo("Open - Not Contacted");
    assertThat(lead.get("OwnerId")).isEqualTo(actor.userId());
    assertThat(lead.get("SystemModstamp")).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(lead.get("IsConverted")).isEqualTo(false);
    assertThat(lead.id()).startsWith("00Q").hasSize(18);
  }

  @Test
  void errorsCarrySalesforcesCodes() {
    assertThat(insert("Lead", Map.of("Email", "a@b.co")).errors())
        .containsExactly(
            new DmlError(
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: [LastName, Company]",
                List.of("LastName", "Company"),
                null));
    Map<String, Object> bad = new HashMap<>(Map.of("LastName", "L", "Company", "C"));
    bad.put("Email", "not an address");
    assertThat(insert("Lead", bad).errors())
        .extracting(DmlError::code)
        .containsExactly("INVALID_EMAIL_ADDRESS");
    bad.put("Email", null);
    bad.put("Title", "x".repeat(129));
    assertThat(insert("Lead", bad).errors())
        .extracting(DmlError::code)
        .containsExactly("STRING_TOO_LONG");
    bad.put("Title", " ".repeat(10) + "x".repeat(128));
    assertThat(insert("Lead", bad).errors()).isEmpty();
    bad.put("IsConverted", true);
    assertThat(insert("Lead", bad).errors())
        .extracting(DmlError::code)
        .containsExactly("INVALID_FIELD_FOR_INSERT_UPDATE");
    assertThat(insert("Lead", Map.of("Nope__c", 1)).errors())
        .extracting(DmlError::message)
        .containsExactly("No such column 'Nope__c' on sobject of type Lead");
  }

  @Test
  void nothingIsVisibleBeforeTheCommit() {
    try (Transaction tx = org.begin(actor)) {
      SaveResult result = tx.insert(leads, Map.of("LastName", "L", "Company", "C"));
      assertThat(tx.find(result.id())).isNotNull();
      assertThat(org.find(result.id())).isNull();
      assertThat(org.settledUpTo()).isEqualTo(tx.begun());
      tx.commit();
      assertThat(org.find(result.id())).isNotNull();
    }
  }

  @Test
  void aCommitTellsOneChangePerRecordOfTheFirstKind() {
    try (Transaction tx = org.begin(actor)) {
      SaveResult result = tx.insert(leads, Map.of("LastName", "L", "Company", "C"));
      tx.update(leads, result.id(), Map.of("Title", "Dr"));
      tx.commit();
    }
    assertThat(commits).hasSize(1);
    assertThat(commits.getFirst().changes()).hasSize(1);
    Change change = commits.getFirst().changes().getFirst();
    assertThat(change.kind()).isEqualTo(Change.Kind.CREATE);
    assertThat(change.after().get("Title")).isEqualTo("Dr");
    assertThat(change.changedFields())
        .extracting(f -> f.name())
        .contains("Title", "LastName")
        .doesNotContain("Phone");
  }

  @Test
  void aRowHeldByAnotherTransactionCannotBeLocked() {
    String account = row(insert("Account", Map.of("Name", "Acme"))).id();
    try (Transaction holder = org.begin(actor);
        Transaction other = org.begin(actor)) {
      ObjectType contacts = org.schema().need("Contact");
      holder.insert(contacts, Map.of("LastName", "A", "AccountId", account));
      SaveResult blocked = other.insert(contacts, Map.of("LastName", "B", "AccountId", account));
      assertThat(blocked.errors()).extracting(DmlError::code).containsExactly("UNABLE_TO_LOCK_ROW");
    }
  }

  @Test
  void rowsAreFoundByEmailAndByStamp() {
    Row one = row(insert("Lead", Map.of("LastName", "L", "Company", "C", "Email", "Ann@Acme.io")));
    Instant first = clock.second();
    clock.advance(Duration.ofSeconds(5));
    Row two = row(insert("Lead", Map.of("LastName", "M", "Company", "C", "Email", "bob@acme.io")));
    update(one.id(), Map.of("Email", "ann@new.io"));

    Table table = org.table(leads);
    assertThat(table.rowsWith(leads.need("Email"), "ann@acme.io")).isEmpty();
    assertThat(table.rowsWith(leads.need("Email"), "ANN@new.io"))
        .extracting(Row::id)
        .containsExactly(one.id());
    assertThat(table.rowsStamped(first, first.plusSeconds(1))).isEmpty();
    assertThat(table.rowsStamped(first, first.plusSeconds(60)))
        .extracting(Row::id)
        .containsExactly(two.id(), one.id());
  }

  @Test
  void aCampaignCountsItsMembersAndRefusesThemTwice() {
    Row lead = row(insert("Lead", Map.of("LastName", "L", "Company", "C")));
    Row campaign = row(insert("Campaign", Map.of("Name", "Spring")));
    Map<String, Object> member = Map.of("CampaignId", campaign.id(), "LeadId", lead.id());
    Row first = row(insert("CampaignMember", member));

    assertThat(first.get("Status")).isEqualTo("Sent");
    assertThat(insert("CampaignMember", member).errors())
        .extracting(DmlError::code)
        .containsExactly("DUPLICATE_VALUE");
    assertThat(java.util.Objects.requireNonNull(org.find(campaign.id())).get("NumberOfLeads"))
        .isEqualTo(1);
    assertThat(org.value(first, first.type().need("Name"))).isEqualTo("L");
  }

  @Test
  void aDeletedRecordStaysInTheBinWithItsChildren() {
    Row lead = row(insert("Lead", Map.of("LastName", "L", "Company", "C")));
    Row campaign = row(insert("Campaign", Map.of("Name", "Spring")));
    Row member =
        row(insert("CampaignMember", Map.of("CampaignId", campaign.id(), "LeadId", lead.id())));
    try (Transaction tx = org.begin(actor)) {
      assertThat(tx.delete(leads, lead.id()).success()).isTrue();
      tx.commit();
    }
    assertThat(java.util.Objects.requireNonNull(org.find(member.id())).isDeleted()).isTrue();
    assertThat(update(lead.id(), Map.of("Title", "x")).errors())
        .extracting(DmlError::code)
        .containsExactly("ENTITY_IS_DELETED");
    try (Transaction tx = org.begin(actor)) {
      assertThat(tx.undelete(lead.id()).success()).isTrue();
      tx.commit();
    }
    assertThat(java.util.Objects.requireNonNull(org.find(member.id())).isDeleted()).isFalse();
  }

  @Test
  void aDeclaredUniqueExternalIdIsUpsertedOnce() {
    org.declareField(leads, "Key__c | Key | string(40) | external unique");
    Map<String, Object> values = Map.of("LastName", "L", "Company", "C");
    try (Transaction tx = org.begin(actor)) {
      SaveResult made = tx.upsert(leads, leads.need("Key__c"), "k1", values);
      SaveResult again = tx.upsert(leads, leads.need("Key__c"), "K1", Map.of("Title", "T"));
      assertThat(made.created()).isTrue();
      assertThat(again.created()).isFalse();
      assertThat(again.id()).isEqualTo(made.id());
      tx.commit();
    }
    assertThat(insert("Lead", Map.of("LastName", "M", "Company", "C", "Key__c", "k1")).errors())
        .extracting(DmlError::code)
        .containsExactly("DUPLICATE_VALUE");
  }
}
