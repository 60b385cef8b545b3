package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Mapped;
import dev.leadline.connector.Winner;
import dev.leadline.crew.Role;
import dev.leadline.server.TestHub;
import dev.leadline.server.wiring.Crm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages for the connector to Salesforce. */
class ConnectorPagesIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private static final String HERE = "/admin/salesforce";
  private static final String SETTINGS = "/admin/salesforce/settings";

  private final Visitor administrator = Visitor.of(HUB, Role.ADMINISTRATOR);
  private final Crm crm = HUB.running().crm();
  private final SmallOrg org = new SmallOrg();

  ConnectorPagesIT() throws IOException {}

  @BeforeEach
  void begin() throws SQLException {
    execute("TRUNCATE sync_connector, sync_field, sync_cursor, sync_error, secret, outbox");
    crm.stores().connectors().forget();
    crm.stores().mappings().forget();
  }

  @AfterEach
  void end() {
    crm.stores().connectors().pause(1, Crm.REMOTE);
    org.close();
  }

  @Test
  void settingsThatCannotWorkAreRefusedAndStayAsTyped() {
    HttpResponse<String> answer =
        administrator.post(
            SETTINGS,
            "login_url",
            "http://elsewhere.example",
            "grant",
            "jwt_bearer",
            "client_id",
            "3MVG9",
            "key",
            "-----BEGIN RSA PRIVATE KEY----- abc",
            "page_size",
            "0");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("An address like https://acme.my.salesforce.com is needed")
        .contains("The JWT bearer flow needs to know whom to act as.")
        .contains("openssl pkcs8")
        .contains("A number from 1 to 2000.")
        .contains("value=\"3MVG9\"")
        .doesNotContain("BEGIN RSA PRIVATE KEY----- abc");
    assertThat(connector()).isEmpty();
  }

  @Test
  void theSecretIsKeptSealedAndNeverShown() throws SQLException {
    save(SmallOrg.SECRET);

    assertThat(crm.secrets().find(1, Crm.CREDENTIAL)).contains(SmallOrg.SECRET);
    assertThat(connector().orElseThrow().settings()).doesNotContainValue(SmallOrg.SECRET);
    assertThat(administrator.get(SETTINGS).body())
        .contains("kept; type to replace it")
        .doesNotContain(SmallOrg.SECRET);
    assertThat(
            count(
                "SELECT count(*) FROM secret WHERE position('s3cret' in encode(sealed, 'escape')) > 0"))
        .isZero();
  }

  @Test
  void theSecretStaysWhenOtherSettingsChange() {
    save(SmallOrg.SECRET);

    save("");

    assertThat(crm.secrets().find(1, Crm.CREDENTIAL)).contains(SmallOrg.SECRET);
  }

  @Test
  void theSecretIsNotSentToAnotherAddressThanItWasTypedFor() {
    save(SmallOrg.SECRET);

    HttpResponse<String> answer =
        administrator.post(
            SETTINGS, "login_url", "https://other.example", "client_id", "app", "secret", "");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("The client secret is needed.");
    assertThat(connector().orElseThrow().settings()).containsEntry("login_url", org.url());
  }

  @Test
  void aRunningConnectorIsPausedWhenItMeansAnotherAddress() {
    save(SmallOrg.SECRET);
    administrator.submit(HERE + "/verify");
    administrator.submit(HERE + "/run");
    assertThat(connector().orElseThrow().running()).isTrue();

    administrator.post(
        SETTINGS, "login_url", "https://other.example", "client_id", "app", "secret", "another");

    assertThat(connector().orElseThrow().running()).isFalse();
  }

  @Test
  void verifyingTellsWhatSalesforceIsAndMapsTheUsualFields() {
    save(SmallOrg.SECRET);

    String told = administrator.submit(HERE + "/verify");

    assertThat(told)
        .contains("Verified.")
        .contains("00Dsmall, as leadline@small.example")
        .contains("120 of 15,000 in 24 hours");
    assertThat(administrator.get(HERE).body()).doesNotContain("Verified.</strong>");
    assertThat(administrator.get(HERE + "/mapping").body()).contains("The Company");
    assertThat(mapped("Lead", "last_name")).isPresent();
  }

  @Test
  void aRefusedVerificationSaysWhatToLookAt() {
    save("wrong");

    String told = administrator.submit(HERE + "/verify");

    assertThat(told)
        .contains("Not verified.")
        .contains("invalid_client")
        .contains("Look at the client id and the client secret");
    assertThat(administrator.submit(HERE + "/run")).contains("Verify the connector first");
    assertThat(connector().orElseThrow().running()).isFalse();
  }

  @Test
  void theConnectorRunsAndPauses() {
    save(SmallOrg.SECRET);
    administrator.submit(HERE + "/verify");

    assertThat(administrator.submit(HERE + "/run")).contains("The connector runs.");
    assertThat(administrator.submit(HERE + "/pause"))
        .contains("The connector is paused.")
        .contains("Let it run");
    assertThat(connector().orElseThrow().running()).isFalse();
  }

  @Test
  void aRowOfTheMappingIsChangedAndTheOthersStay() {
    save(SmallOrg.SECRET);
    administrator.submit(HERE + "/verify");

    administrator.post(HERE + "/mapping", "row", "Lead.job_title", "winner.Lead.job_title", "OURS");

    assertThat(mapped("Lead", "job_title").orElseThrow())
        .returns(Winner.OURS, Mapped::winner)
        .returns(false, Mapped::enabled);
    assertThat(mapped("Lead", "company").orElseThrow())
        .returns(Winner.THEIRS, Mapped::winner)
        .returns(true, Mapped::enabled);
  }

  @Test
  void aFieldOfSalesforceIsMappedToOneOfOursOnce() {
    save(SmallOrg.SECRET);
    administrator.submit(HERE + "/verify");
    assertThat(administrator.get(HERE + "/mapping/new?type=Lead").body())
        .contains("The Shoe_Size__c")
        .doesNotContain("<option value=\"Company\"");

    String[] pair = {"type", "Lead", "ours", "notes", "theirs", "Shoe_Size__c", "winner", "NEWEST"};
    administrator.post(HERE + "/mapping/new", pair);
    HttpResponse<String> again = administrator.post(HERE + "/mapping/new", pair);

    assertThat(mapped("Lead", "notes").orElseThrow())
        .returns("Shoe_Size__c", it -> it.theirs().name())
        .returns(Winner.NEWEST, Mapped::winner);
    assertThat(again.statusCode()).isEqualTo(422);
    administrator.post(HERE + "/mapping/remove", "remove", "Lead.notes");
    assertThat(mapped("Lead", "notes")).isEmpty();
  }

  @Test
  void allIsComparedAgainWhenMoreIsSyncedOrSomebodyAsks() {
    save(SmallOrg.SECRET);
    administrator.submit(HERE + "/verify");
    administrator.post(HERE + "/mapping", "row", "Lead.job_title", "winner.Lead.job_title", "OURS");
    assertThat(crm.compareAll().underWay(1)).as("less is synced").isFalse();

    administrator.post(HERE + "/mapping", "row", "Lead.job_title", "on.Lead.job_title", "yes");
    assertThat(crm.compareAll().underWay(1)).isTrue();

    administrator.submit(HERE + "/run");
    while (crm.compareAll().once()) {}
    assertThat(administrator.submit(HERE + "/compare")).contains("All prospects are compared");
    assertThat(crm.compareAll().underWay(1)).isTrue();
  }

  @Test
  void refreshingTellsOfAFieldThatIsGone() throws SQLException {
    save(SmallOrg.SECRET);
    administrator.submit(HERE + "/verify");
    execute("UPDATE sync_field SET remote_field = 'Gone__c' WHERE field = 'job_title'");

    String told = administrator.submit(HERE + "/mapping/refresh");

    assertThat(told).contains("It lacks or hides 2 of the fields.").contains("no such field");
  }

  @Test
  void errorsAreGroupedByCauseAndTriedAgain() throws SQLException {
    save(SmallOrg.SECRET);
    List<Long> prospects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      prospects.add(refused("REQUIRED_FIELD_MISSING", "Required fields are missing: [<Company>]"));
    }
    refused("STRING_TOO_LONG", "data value too large");

    String causes = administrator.get(HERE + "/errors").body();
    assertThat(causes)
        .contains("REQUIRED_FIELD_MISSING")
        .contains("Salesforce requires a field")
        .contains("[&lt;Company&gt;]")
        .contains("STRING_TOO_LONG");
    assertThat(administrator.get(HERE + "/errors/cause?code=REQUIRED_FIELD_MISSING").body())
        .contains("Retry all 3")
        .contains("/admin/prospects/" + prospects.getFirst());

    administrator.post(
        HERE + "/errors/retry",
        "prospect",
        "" + prospects.getFirst(),
        "code",
        "REQUIRED_FIELD_MISSING");
    assertThat(crm.stores().errors().find(1, Crm.REMOTE, prospects.getFirst())).isEmpty();
    assertThat(HUB.hub().outbox().standing(Crm.REMOTE, prospects.getFirst())).isPresent();

    administrator.post(HERE + "/errors/retry-all", "code", "REQUIRED_FIELD_MISSING");
    assertThat(crm.stores().errors().groups(1, Crm.REMOTE))
        .singleElement()
        .returns("STRING_TOO_LONG", group -> group.code());
    assertThat(administrator.get(HERE + "/errors/cause?code=GONE").statusCode()).isEqualTo(404);
  }

  private void save(String secret) {
    HttpResponse<String> answer =
        administrator.post(
            SETTINGS,
            "login_url",
            org.url(),
            "grant",
            "client_credentials",
            "client_id",
            "app",
            "secret",
            secret,
            "link_existing",
            "true",
            "filler",
            "[not provided]");
    assertThat(administrator.follow(answer).body()).contains("The settings are saved.");
  }

  private Optional<Connector> connector() {
    return crm.stores().connectors().find(1, Crm.REMOTE);
  }

  private Optional<Mapped> mapped(String type, String field) {
    return crm.stores().mappings().of(1, Crm.REMOTE).stream()
        .filter(each -> each.type().equals(type) && each.field().equals(field))
        .findFirst();
  }

  private long refused(String code, String message) throws SQLException {
    HttpResponse<String> made =
        administrator.post(
            "/admin/prospects/new", "f.email", System.nanoTime() + "@refused.example");
    long prospect = Long.parseLong(Visitor.location(made).replaceFirst(".*/", ""));
    try (Connection connection = HUB.hub().database().dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO sync_error
                  (unit, remote, prospect, code, message, remedy, first_at, last_at)
                VALUES (1, ?, ?, ?, ?, 'person', now(), now())
                """)) {
      insert.setString(1, Crm.REMOTE);
      insert.setLong(2, prospect);
      insert.setString(3, code);
      insert.setString(4, message);
      insert.executeUpdate();
    }
    return prospect;
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = HUB.hub().database().dataSource().getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = HUB.hub().database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
