package dev.leadline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.UserSaved;
import dev.leadline.db.Database;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Outcome;
import dev.leadline.outbox.Lane;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.salesforce.SalesforceSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Desk;
import dev.leadline.server.wiring.Hub;
import dev.leadline.sync.VerifyConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed while its prospects become leads, and started again. */
class KilledSyncIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int UNIT = 1;
  private static final int PROSPECTS = 1_000;
  private static final int BATCH = 200;

  /** Long enough that the hub dies between the org's work and its answer. */
  private static final int ANSWER_MILLIS = 700;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final List<Process> started = new ArrayList<>();
  private Settings settings;
  private OwnOrg org;

  @BeforeEach
  void anOrgAndAHubWhoseProspectsWaitToBecomeLeads() throws Exception {
    settings = Settings.in(folder.resolve("data"));
    org = OwnOrg.start(folder.resolve("org.log"));
    try (Hub hub =
        Hub.over(
            Database.open(settings.database()),
            settings.ingest().writing(),
            InstantSource.system())) {
      connect(Crm.over(hub, settings.secret().secretKey()));
      long owner = owner(hub);
      List<Outcome> outcomes =
          hub.intake()
              .accept(IntStream.range(0, PROSPECTS).mapToObj(i -> assigned(i, owner)).toList());
      assertThat(outcomes).hasSize(PROSPECTS).hasOnlyElementsOfType(Outcome.Created.class);
    }
  }

  @AfterEach
  void leaveNothing() throws Exception {
    for (Process hub : started) {
      hub.destroyForcibly().waitFor();
    }
    org.close();
    Database.delete(settings.database());
  }

  @Test
  void everyProspectHasOneLeadAfterTheHubWasKilledBeforeAnAnswer() throws Exception {
    org.holdBackAnswers(ANSWER_MILLIS);
    Process killed = serve();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> org.leads() > 2 * BATCH);
    killed.destroyForcibly().waitFor();
    org.holdBackAnswers(0);

    int already = org.leads();
    try (Database database = Database.open(settings.database())) {
      assertThat(links(database))
          .as("of some leads nobody knows whose they are")
          .hasSize(2 * BATCH);
      assertThat(already).isGreaterThan(2 * BATCH).isLessThan(PROSPECTS);
      assertThat(outbox(database)).containsEntry("sending", (long) BATCH);
      letTimePass(database);
    }

    Process again = serve();
    try (Database database = running()) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(outbox(database)).isEmpty());
      Map<String, String> leads =
          org.byHand().leads().stream()
              .collect(
                  Collectors.toMap(
                      lead -> lead.get("Email").asString(), lead -> lead.get("Id").asString()));
      assertThat(leads).hasSize(PROSPECTS);
      assertThat(links(database)).isEqualTo(leads);
      assertThat(org.leads()).isEqualTo(PROSPECTS);
    } finally {
      again.destroy();
      assertThat(again.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process serve() throws IOException {
    ProcessBuilder hub =
        new ProcessBuilder(
            World.home().resolve("leadline").toString(),
            "serve",
            "--port=0",
            "--data=" + settings.data());
    hub.environment().put("LEADLINE_BUILD", "never");
    hub.environment().put("LEADLINE_AOT", "off"); // making the cache takes longer than the test
    hub.environment().put("LEADLINE_SYNC_POLL", "1s");
    hub.environment().put("LEADLINE_SYNC_BATCH", Integer.toString(BATCH));
    hub.redirectErrorStream(true);
    hub.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("hub.log").toFile()));
    Process process = hub.start();
    started.add(process);
    return process;
  }

  /** Once the hub that was started is far enough that its database answers. */
  private Database running() {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> Database.running(settings.database().withPoolSize(2)), Database::answers);
  }

  /** As if the killed hub had been silent for some minutes. */
  private static void letTimePass(Database database) {
    database
        .jdbi()
        .useHandle(tx -> {
          tx.execute("UPDATE outbox SET claimed_at = claimed_at - interval '5 minutes'");
          tx.execute(
              """
              UPDATE job SET execution_time = execution_time - interval '5 minutes',
                last_heartbeat = last_heartbeat - interval '5 minutes'
              """);
        });
  }

  /** The record's id by the prospect's email. */
  private static Map<String, String> links(Database database) {
    Map<String, String> links = new HashMap<>();
    database
        .jdbi()
        .useHandle(tx ->
            tx.createQuery(
                    """
                    SELECT p.fields ->> 'email' AS email, l.remote_id
                    FROM sync_link l JOIN prospect p ON p.id = l.prospect
                    WHERE l.state = 'linked' AND l.type = 'Lead'
                    """)
                .map((row, at) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(link -> links.put(link.getKey(), link.getValue())));
    return links;
  }

  private static Map<String, Long> outbox(Database database) {
    return new Outbox(database.jdbi(), InstantSource.system()).counts(Crm.REMOTE, UNIT);
  }

  private void connect(Crm crm) {
    crm.secrets().save(UNIT, Crm.CREDENTIAL, org.clientSecret());
    crm.stores()
        .connectors()
        .save(
            UNIT,
            Crm.REMOTE,
            Map.of(
                SalesforceSettings.LOGIN_URL, org.url(),
                SalesforceSettings.CLIENT_ID, org.clientId()));
    assertThat(crm.verify().once(UNIT)).isInstanceOf(VerifyConnector.Result.Verified.class);
    crm.stores().connectors().run(UNIT, Crm.REMOTE);
  }

  private static long owner(Hub hub) {
    Profile profile = Profile.of("owner@killed.example", "Olga", "Owner", Role.SALES);
    UserSaved saved = Desk.over(hub).users().create(UNIT, profile);
    if (saved instanceof UserSaved.Kept(var user)) {
      return user.id();
    }
    throw new AssertionError(saved);
  }

  private static Change assigned(int i, long owner) {
    String email = "person%04d@killed.example".formatted(i);
    return new Change(
        UNIT,
        Who.keys(Key.email(email)),
        Change.IfUnknown.CREATE,
        Map.of("email", email, "last_name", "Person " + i, "company", "Killed Ltd"),
        List.of(new Action.AssignToUser(owner, true)),
        List.of(),
        Origin.signal(UNIT),
        InstantSource.system().instant(),
        Lane.EVENT);
  }
}
