package dev.leadline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Search;
import dev.leadline.db.TestDatabase;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Action;
import dev.leadline.sync.TestSync;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way, from a prospect in PostgreSQL to a record of a simulated org and back. */
class SalesforceSyncIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  private static SimulatedOrg org;
  private static TestSync sync;
  private static long rep;
  private static String repId = "";

  private final String email = UUID.randomUUID() + "@acme.example";

  @BeforeAll
  static void connect() {
    org = new SimulatedOrg("Lead: Leadline_Score__c | Score | double(18,0)");
    sync = new TestSync(DATABASE.database(), org.remote(), InstantSource.system());
    repId = org.user("ann@us.example", "Ann Rep");
    rep = sync.user("ann@us.example");
    sync.running(Map.of());
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @BeforeEach
  void settle() {
    sync.deliver();
    sync.pull.once();
    org.calls();
  }

  @Test
  void anAssignedProspectBecomesALeadWithItsOwnerAndScore() throws SQLException {
    long id =
        sync.prospect(
            email,
            Map.of("first_name", "Bea", "last_name", "Coe", "employees", "250"),
            assign(),
            new Action.SetScore(42));

    sync.deliver();

    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
    assertThat(
            record(id, "FirstName", "Company", "OwnerId", "NumberOfEmployees", "Leadline_Score__c"))
        .containsEntry("FirstName", "Bea")
        .containsEntry("Company", "[not provided]")
        .containsEntry("OwnerId", repId)
        .containsEntry("NumberOfEmployees", "250")
        .containsEntry("Leadline_Score__c", "42");
    assertThat(sync.prospect(id).field("company")).isEmpty();
  }

  @Test
  void anEditOverThereComesHereAndNoEchoGoesBack() throws SQLException {
    long id = lead();
    org.tick();
    org.edit(place(id).id(), Map.of("Title", "CTO", "Company", "Bolt", "LeadSource", "Web"));
    org.calls();

    sync.pull.once();
    assertThat(org.calls()).as("one poll").isEqualTo(1);
    sync.deliver();
    sync.pull.once();

    assertThat(sync.prospect(id).field("job_title")).isEqualTo("CTO");
    assertThat(sync.prospect(id).field("company")).isEqualTo("Bolt");
    assertThat(sync.prospect(id).field("source")).isEqualTo("Web");
    assertThat(org.calls()).as("another poll, and no write").isEqualTo(1);
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
  }

  @Test
  void whatIsClearedOnOneSideIsClearedOnTheOther() throws SQLException {
    long id = lead();
    sync.prospect(email, Map.of("job_title", "CTO", "phone", "1"));
    sync.deliver();
    sync.prospect(email, Map.of("job_title", ""));
    sync.deliver();
    assertThat(record(id, "Title", "Phone")).containsEntry("Title", "").containsEntry("Phone", "1");

    org.tick();
    org.control(
        "PATCH", "records", Map.of("records", List.of(Map.of("Id", place(id).id(), "Phone", ""))));
    sync.pull.once();
    assertThat(sync.prospect(id).field("phone")).isEmpty();
  }

  @Test
  void aConvertedLeadGoesOnAsItsContact() throws SQLException {
    long id = lead();
    String contact = org.convert(place(id).id());
    sync.pull.once();
    sync.deliver();
    assertThat(place(id)).isEqualTo(new Place("Contact", contact));

    org.tick();
    org.edit(contact, Map.of("Department", "Sales"));
    sync.pull.once();
    sync.prospect(email, Map.of("phone", "555"));
    sync.deliver();

    assertThat(sync.prospect(id).field("department")).isEqualTo("Sales");
    assertThat(record(id, "Phone")).containsEntry("Phone", "555");
  }

  @Test
  void aContactIsLinkedBeforeALeadAndLendsItsAccountsName() throws SQLException {
    String account = org.make("Account", Map.of("Name", "Acme Inc"));
    String contact =
        org.make("Contact", Map.of("LastName", "Coe", "Email", email, "AccountId", account));
    org.make("Lead", Map.of("LastName", "Coe", "Email", email, "Company", "Other"));

    long id = sync.prospect(email, Map.of("first_name", "Bea"));
    sync.deliver();

    assertThat(place(id)).isEqualTo(new Place("Contact", contact));
    assertThat(sync.prospect(id).field("company")).isEqualTo("Acme Inc");
    assertThat(record(id, "FirstName")).containsEntry("FirstName", "Bea");
  }

  @Test
  void aDeletedLeadIsNotMadeAgain() throws SQLException {
    long id = lead();
    org.delete(place(id).id());
    sync.pull.once();
    assertThat(sync.reason(id)).isEqualTo(Reason.DELETED);
    org.calls();

    sync.prospect(email, Map.of("job_title", "CTO"));
    sync.deliver();

    assertThat(org.calls()).isZero();
    assertThat(sync.reason(id)).isEqualTo(Reason.DELETED);
  }

  @Test
  void anOutageIsShownAndGotOver() throws SQLException {
    org.control("POST", "faults", Map.of("kind", "unavailable", "path", "/composite", "times", 1));
    long id = sync.prospect(email, Map.of("last_name", "Coe"), assign());
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.TROUBLE);

    sync.verify.once(TestSync.UNIT);
    sync.syncNow.request(TestSync.UNIT, SalesforceRemote.NAME, id);
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
  }

  @Test
  void aRefusalIsParkedInSalesforcesWordsAndTheOthersGo() throws SQLException {
    long odd = sync.prospect("o\"b" + email, Map.of("last_name", "Odd"), assign());
    long even = sync.prospect(email, Map.of("last_name", "Even"), assign());

    sync.deliver();

    assertThat(sync.reason(even)).isEqualTo(Reason.IN_STEP);
    assertThat(sync.explain.of(sync.prospect(odd), SalesforceRemote.NAME))
        .satisfies(told -> {
          assertThat(told.reason()).isEqualTo(Reason.PARKED);
          assertThat(told.detail()).startsWith("INVALID_EMAIL_ADDRESS: ");
        });
  }

  @Test
  void aCampaignIsJoinedAsSoonAsThereIsARecord() throws SQLException {
    String campaign = org.make("Campaign", Map.of("Name", "Fair " + email, "IsActive", "true"));
    sync.verify.once(TestSync.UNIT);
    long ours =
        sync.hub.campaigns.all(TestSync.UNIT).stream()
            .filter(each -> campaign.equals(each.remoteId()))
            .findFirst()
            .orElseThrow()
            .id();
    long id =
        sync.prospect(email, Map.of("last_name", "Coe"), new Action.AddToCampaign(ours, "Sent"));
    sync.deliver();
    assertThat(sync.hub.campaigns.waiting(List.of(id))).hasSize(1);

    sync.prospect(email, Map.of(), assign());
    sync.deliver();
    assertThat(sync.hub.campaigns.waiting(List.of(id))).isEmpty();
    assertThat(member(campaign, id)).contains("\"Status\":\"Sent\"");

    sync.prospect(email, Map.of(), new Action.AddToCampaign(ours, "Responded"));
    sync.deliver();
    assertThat(member(campaign, id)).contains("\"Status\":\"Responded\"");
  }

  @Test
  void whoIsInACampaignAlreadyIsGivenTheStatus() throws SQLException {
    String campaign = org.make("Campaign", Map.of("Name", "Expo " + email, "IsActive", "true"));
    sync.verify.once(TestSync.UNIT);
    long ours =
        sync.hub.campaigns.all(TestSync.UNIT).stream()
            .filter(each -> campaign.equals(each.remoteId()))
            .findFirst()
            .orElseThrow()
            .id();
    long id = lead();
    org.make(
        "CampaignMember",
        Map.of("CampaignId", campaign, "LeadId", place(id).id(), "Status", "Sent"));

    sync.prospect(email, Map.of(), new Action.AddToCampaign(ours, "Responded"));
    sync.deliver();

    assertThat(member(campaign, id)).contains("\"Status\":\"Responded\"");
    assertThat(sync.hub.campaigns.waiting(List.of(id))).isEmpty();
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
  }

  private static String member(String campaign, long id) {
    return org.query(
        "SELECT Status FROM CampaignMember WHERE CampaignId = '%s' AND LeadId = '%s'"
            .formatted(campaign, place(id).id()));
  }

  @Test
  void aHundredNewLeadsCostOneLookAndOneWrite() throws SQLException {
    for (int i = 0; i < 100; i++) {
      sync.prospect(i + email, Map.of("last_name", "L" + i), assign());
    }
    org.calls();

    sync.deliver();

    assertThat(org.calls()).isEqualTo(2);
  }

  private long lead() throws SQLException {
    long id = sync.prospect(email, Map.of("last_name", "Coe", "company", "Acme"), assign());
    sync.deliver();
    assertThat(place(id).type()).isEqualTo("Lead");
    return id;
  }

  private static Place place(long id) {
    return sync.link(id).place();
  }

  private static Map<String, String> record(long id, String... fields) {
    Place place = place(id);
    return org.remote()
        .find(
            List.of(new Search.ById(place.type(), place.id())),
            Map.of(place.type(), List.of(fields)))
        .getFirst()
        .orElseThrow()
        .values();
  }

  private static Action assign() {
    return new Action.AssignToUser(rep, true);
  }
}
