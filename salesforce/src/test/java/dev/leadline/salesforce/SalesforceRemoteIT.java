package dev.leadline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.connector.Remote;
import dev.leadline.connector.Remote.Check;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Page;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Search;
import dev.leadline.connector.Remote.User;
import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Write.Create;
import dev.leadline.connector.Remote.Written;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.RemoteTrouble.Kind;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract and what is Salesforce's own, against a simulated org over the wire. */
class SalesforceRemoteIT extends RemoteContract {
  private static final Map<String, List<String>> LEADS =
      Map.of("Lead", List.of("LastName", "Email"));
  private static SimulatedOrg org;

  private final String someone = UUID.randomUUID() + "@acme.example";

  @BeforeAll
  static void start() {
    org =
        new SimulatedOrg(
            "Lead: Leadline_Score__c | Score | double(18,0)", "Lead: Flag__c | Flag | boolean");
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @AfterEach
  void calm() {
    org.control("DELETE", "faults", Map.of());
  }

  @Override
  OtherSide there() {
    return org;
  }

  @Test
  void verifyingTellsWhoWeAreAndWhatTheDayHasCost() {
    Check check = org.remote().check();

    assertThat(check.identity()).contains("Organization 00D").contains("API calls");
    assertThat(check.problems()).isEmpty();
    assertThat(org.remote().use().budget().limit()).isPositive();
  }

  @Test
  void whatTheUserMayNotSeeIsNotOffered() {
    try (SimulatedOrg strict = new SimulatedOrg()) {
      for (String profile : List.of("System Administrator", "Standard User")) {
        strict.control(
            "POST", "access", Map.of("profile", profile, "hide", List.of("Contact", "Lead.Title")));
      }

      Check check = strict.remote().check();

      assertThat(check.problems()).anyMatch(problem -> problem.startsWith("Contact"));
      Remote.Type lead = check.description().type("Lead").orElseThrow();
      assertThat(lead.field("Title")).isEmpty();
      assertThat(lead.suggestions()).noneMatch(pair -> pair.field().equals("job_title"));
    }
  }

  @Test
  void aScoreFieldAndTheOwnerAreSuggestedWhereTheyExist() {
    Remote.Type lead = org.remote().describe().type("Lead").orElseThrow();

    assertThat(lead.suggestions())
        .anyMatch(pair -> pair.field().equals("score"))
        .anyMatch(pair -> pair.field().equals("assigned_to"));
    Remote.Type contact = org.remote().describe().type("Contact").orElseThrow();
    assertThat(contact.field("Account.Name").orElseThrow().updateable()).isFalse();
  }

  @Test
  void usersAreListed() {
    String id = org.user(someone, "Ann Rep");

    assertThat(org.remote().users()).contains(new User(id, someone, someone, "Ann Rep"));
  }

  @Test
  void aConvertedLeadSaysWhereItHasGone() {
    String lead = org.make("Lead", lead("Lee", someone));
    String contact = org.convert(lead);

    Found found = byId(lead);

    assertThat(found.movedTo()).isEqualTo(new Place("Contact", contact));
    assertThat(found.deleted()).isFalse();
    assertThat(
            org.remote()
                .find(
                    List.of(new Search.ByEmail(someone, List.of("Contact", "Lead"))),
                    Map.of("Contact", List.of("LastName"), "Lead", List.of("LastName")))
                .getFirst()
                .map(Found::id))
        .contains(contact);
  }

  @Test
  void aRecordMergedAwaySaysIntoWhich() {
    String winner = org.make("Lead", lead("Winner", someone));
    String loser = org.make("Lead", lead("Loser", "2" + someone));
    org.control("POST", "merge", Map.of("winner", winner, "losers", List.of(loser)));

    assertThat(byId(loser).movedTo()).isEqualTo(new Place("Lead", winner));
  }

  @Test
  void numbersAndScoresKeepTheirPlainForm() {
    Written created =
        org.remote()
            .write(
                List.of(
                    new Create(
                        "Lead",
                        Map.of(
                            "LastName", "Lee",
                            "Company", "Acme",
                            "NumberOfEmployees", "250",
                            "AnnualRevenue", "1000000",
                            "Leadline_Score__c", "75"))))
            .getFirst();
    String id = ((Written.Created) created).id();

    assertThat(
            org.remote()
                .find(
                    List.of(new Search.ById("Lead", id)),
                    Map.of(
                        "Lead", List.of("NumberOfEmployees", "AnnualRevenue", "Leadline_Score__c")))
                .getFirst()
                .orElseThrow()
                .values())
        .containsEntry("NumberOfEmployees", "250")
        .containsEntry("AnnualRevenue", "1000000")
        .containsEntry("Leadline_Score__c", "75");
  }

  @Test
  void aThousandRecordsCostOneCallAndFourHundredLookUpsOne() {
    org.remote().describe();
    org.calls();
    List<Write> writes = new ArrayList<>();
    IntStream.range(0, 1000)
        .forEach(i -> writes.add(new Create("Lead", lead("L" + i, i + someone))));
    List<Written> written = org.remote().write(writes);
    assertThat(written).allMatch(Written.Created.class::isInstance);
    assertThat(org.calls()).isEqualTo(1);

    List<Search> searches = new ArrayList<>();
    IntStream.range(0, 400)
        .forEach(i -> searches.add(new Search.ByEmail(i + someone, List.of("Contact", "Lead"))));
    org.remote()
        .find(searches, Map.of("Contact", List.of("LastName"), "Lead", List.of("LastName")));
    assertThat(org.calls()).isEqualTo(1);
  }

  @Test
  void aPollOfBothTypesCostsOneCall() {
    Map<String, List<String>> both =
        Map.of("Lead", List.of("LastName"), "Contact", List.of("LastName"));
    String position = org.remote().changes(null, both).position();
    org.calls();

    org.remote().changes(position, both);

    assertThat(org.calls()).isEqualTo(1);
  }

  @Test
  void aScanOfManyPagesTellsEachRecordOnceAlsoWhereStampsTie() {
    Remote small = org.connect(Map.of(SalesforceSettings.PAGE_SIZE, "7"));
    String position = small.changes(null, LEADS).position();
    org.control("POST", "clock", Map.of("freeze", true));
    List<String> made = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> made.add(org.make("Lead", lead("L" + i, i + someone))));
    org.control("POST", "clock", Map.of("resume", true));

    List<String> told = new ArrayList<>();
    Page page = small.changes(position, LEADS);
    page.records().forEach(found -> told.add(found.id()));
    while (page.more()) {
      page = small.changes(page.position(), LEADS);
      page.records().forEach(found -> told.add(found.id()));
    }

    assertThat(told).containsAll(made).doesNotHaveDuplicates();
  }

  @Test
  void anEndedSessionIsRenewedOnceAndTheCallRepeated() {
    org.make("Lead", lead("Lee", someone));
    org.control("DELETE", "sessions", Map.of());

    assertThat(
            org.remote()
                .find(List.of(new Search.ByEmail(someone, List.of("Lead"))), LEADS)
                .getFirst())
        .isPresent();
  }

  @Test
  void troubleSaysWhoMustActAndWhenToComeAgain() {
    assertThat(kindAfter("unavailable")).isEqualTo(Kind.PASSING);
    assertThat(kindAfter("daily-limit")).isEqualTo(Kind.QUOTA);
  }

  @Test
  void aWrongSecretIsTheAdministratorsAffair() {
    SalesforceRemote stranger =
        new SalesforceRemote(
            SalesforceSettings.of(org.settings()),
            new Credential("wrong"),
            SalesforceRemote.newClient(),
            InstantSource.system());

    assertThatThrownBy(stranger::check)
        .isInstanceOfSatisfying(
            RemoteTrouble.class,
            trouble -> {
              assertThat(trouble.kind()).isEqualTo(Kind.CONFIGURATION);
              assertThat(trouble).hasMessageContaining("refuses to sign us in");
            });
  }

  @Test
  void anUnknownFieldIsTheAdministratorsAffair() {
    assertThatThrownBy(() ->
            org.remote()
                .find(
                    List.of(new Search.ByEmail(someone, List.of("Lead"))),
                    Map.of("Lead", List.of("Nonsense__c"))))
        .isInstanceOfSatisfying(
            RemoteTrouble.class,
            trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CONFIGURATION));
  }

  @Test
  void signsInByJwt() throws NoSuchAlgorithmException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String user = "jwt" + someone;
    org.control(
        "POST",
        "users",
        Map.of(
            "users",
            List.of(
                Map.of("username", user, "name", "Jay Jot", "profile", "System Administrator"))));
    org.control(
        "POST",
        "apps",
        Map.of(
            "clientId",
            "jwt-app",
            "clientSecret",
            "unused",
            "publicKey",
            pem("PUBLIC KEY", keys.getPublic().getEncoded()),
            "approvedUsers",
            List.of(user)));
    SalesforceRemote remote =
        new SalesforceRemote(
            SalesforceSettings.of(
                Map.of(
                    SalesforceSettings.LOGIN_URL,
                    org.settings().getOrDefault(SalesforceSettings.LOGIN_URL, ""),
                    SalesforceSettings.CLIENT_ID,
                    "jwt-app",
                    SalesforceSettings.GRANT,
                    "jwt_bearer",
                    SalesforceSettings.USERNAME,
                    user)),
            new Credential(pem("PRIVATE KEY", keys.getPrivate().getEncoded())),
            SalesforceRemote.newClient(),
            InstantSource.system());

    assertThat(remote.check().identity()).contains("as " + user);
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), what);
  }

  private Kind kindAfter(String fault) {
    org.control("POST", "faults", Map.of("kind", fault, "path", "/composite", "times", 1));
    try {
      org.remote().find(List.of(new Search.ByEmail(someone, List.of("Lead"))), LEADS);
      throw new AssertionError("the fault had no effect");
    } catch (RemoteTrouble trouble) {
      assertThat(trouble.pause()).isPositive();
      return trouble.kind();
    }
  }

  private Found byId(String id) {
    return org.remote().find(List.of(new Search.ById("Lead", id)), LEADS).getFirst().orElseThrow();
  }
}
