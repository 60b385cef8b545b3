package dev.leadline.sync;

import static dev.leadline.sync.TestSync.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Policy;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.Written;
import dev.leadline.db.TestDatabase;
import dev.leadline.link.SyncErrors.SyncError;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Action;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullChangesIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TickingClock clock = new TickingClock();
  private final InMemoryRemote remote = new InMemoryRemote(clock);
  private final TestSync sync = new TestSync(DATABASE.database(), remote, clock);
  private final String email = "p%d@acme.example".formatted(COUNT.incrementAndGet());
  private long rep;

  @BeforeEach
  void connect() {
    rep = sync.startAnew(remote).id();
  }

  @Test
  void aChangeOverThereIsTakenOnceWithItsOrigin() throws SQLException {
    long id = linked();
    remote.edit(lead(id), Map.of("FirstName", "Bea", "Title", "", "DoNotCall", "true"));
    clock.tick(Duration.ofMinutes(2));
    long before = sync.hub.count("prospect_change");

    assertThat(sync.pull.once()).isEqualTo(1);

    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Bea");
    assertThat(sync.prospect(id).field("is_do_not_call")).isEqualTo("true");
    assertThat(sync.hub.count("prospect_change")).isEqualTo(before + 1);
    assertThat(sync.pull.once()).isZero();
  }

  @Test
  void aValueClearedOverThereIsClearedHere() throws SQLException {
    long id = linked();
    remote.edit(lead(id), Map.of("FirstName", ""));

    sync.pull.once();

    assertThat(sync.prospect(id).field("first_name")).isEmpty();
  }

  @Test
  void aRecordReadAgainChangesNothing() throws SQLException {
    long id = linked();
    remote.edit(lead(id), Map.of("FirstName", "Bea"));
    sync.pull.once();
    long changes = sync.hub.count("prospect_change");
    DATABASE.jdbi().useHandle(tx -> tx.execute("UPDATE sync_cursor SET position = '0'"));

    assertThat(sync.pull.once()).isPositive();

    assertThat(sync.hub.count("prospect_change")).isEqualTo(changes);
    assertThat(sync.link(id).base()).containsEntry("first_name", "Bea");
  }

  @Test
  void aNewerEditOfOursIsNotOverwrittenWhereOursWins() throws SQLException {
    long id = linked();
    remote.edit(lead(id), Map.of("Title", "Theirs"));
    sync.prospect(email, Map.of("job_title", "Ours"));

    sync.pull.once();
    assertThat(sync.prospect(id).field("job_title")).isEqualTo("Ours");
    sync.deliver();

    assertThat(remote.values(lead(id))).containsEntry("Title", "Ours");
    assertThat(sync.link(id).base()).containsEntry("job_title", "Ours");
  }

  @Test
  void aDeletionIsNotedAndAnUndeletionToo() throws SQLException {
    long id = linked();
    String lead = lead(id);
    remote.delete(lead, true);
    sync.pull.once();
    assertThat(sync.reason(id)).isEqualTo(Reason.DELETED);

    remote.delete(lead, false);
    remote.edit(lead, Map.of("FirstName", "Back"));
    sync.pull.once();
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Back");
  }

  @Test
  void aConvertedLeadIsFollowedAndItsContactRead() throws SQLException {
    long id = linked();
    String contact =
        remote.make("Contact", Map.of("LastName", "Lee", "Email", email, "FirstName", "Anna"));
    remote.move(lead(id), new Place("Contact", contact));

    sync.pull.once();
    sync.deliver();

    assertThat(sync.link(id).place()).isEqualTo(new Place("Contact", contact));
    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Anna");
  }

  @Test
  void aRecordMergedIntoThatOfAnotherProspectStopsNobodyElse() throws SQLException {
    long winner = linked("winner-" + email);
    long loser = linked("loser-" + email);
    long other = linked("other-" + email);
    remote.move(lead(loser), sync.link(winner).place());
    remote.edit(lead(other), Map.of("FirstName", "Bea"));

    sync.pull.once();
    sync.deliver();

    assertThat(sync.prospect(other).field("first_name")).isEqualTo("Bea");
    assertThat(sync.reason(winner)).isEqualTo(Reason.IN_STEP);
    assertThat(sync.stores.errors().find(UNIT, remote.name(), loser).orElseThrow())
        .returns("LINKED_ELSEWHERE", SyncError::code)
        .returns(Remedy.PERSON, SyncError::remedy);
  }

  @Test
  void oneOfTwoRecordsMergedIntoAThirdIsFollowed() throws SQLException {
    long first = linked("first-" + email);
    long second = linked("second-" + email);
    String third = remote.make("Lead", Map.of("LastName", "Lee", "Email", "third-" + email));
    sync.pull.once();
    remote.move(lead(first), new Place("Lead", third));
    remote.move(lead(second), new Place("Lead", third));

    sync.pull.once();
    sync.deliver();

    assertThat(List.of(first, second))
        .filteredOn(id -> sync.link(id).place().id().equals(third))
        .hasSize(1);
    assertThat(List.of(first, second))
        .filteredOn(id -> sync.reason(id) == Reason.PARKED)
        .hasSize(1);
  }

  @Test
  void aRecordThatWeCannotBearIsShownAndItsNeighboursPass() throws SQLException {
    long bad = linked("bad-" + email);
    long good = linked("good-" + email);
    remote.edit(lead(bad), Map.of("FirstName", "Ulm"));
    remote.edit(lead(good), Map.of("FirstName", "Bea"));
    String constraint = "CHECK (fields ->> 'first_name' <> 'Ulm')";
    execute("ALTER TABLE prospect ADD CONSTRAINT no_ulm " + constraint);
    try {
      sync.pull.once();
    } finally {
      execute("ALTER TABLE prospect DROP CONSTRAINT no_ulm");
    }

    assertThat(sync.prospect(good).field("first_name")).isEqualTo("Bea");
    assertThat(sync.stores.errors().find(UNIT, remote.name(), bad).orElseThrow())
        .returns("NOT_TAKEN", SyncError::code)
        .returns(Remedy.BUG, SyncError::remedy);
    sync.stores.errors().retry(UNIT, remote.name(), bad);
    sync.deliver();
    assertThat(sync.prospect(bad).field("first_name")).isEqualTo("Ulm");
  }

  @ParameterizedTest
  @CsvSource({"Title, CIO", "LastName, Wei"})
  void whatWasRefusedIsTriedAgainWhenItsRecordChanges(String field, String value)
      throws SQLException {
    long id = linked();
    remote.refusals.put(
        "Wei", new Written.Failed("VALIDATION", "No phone", List.of(), Remedy.PERSON));
    sync.prospect(email, Map.of("last_name", "Wei"));
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.PARKED);
    remote.refusals.clear();

    remote.edit(lead(id), Map.of(field, value));
    sync.pull.once();
    sync.deliver();

    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
    assertThat(sync.stores.errors().find(UNIT, remote.name(), id)).isEmpty();
    assertThat(remote.values(lead(id))).containsEntry("LastName", "Wei");
  }

  @Test
  void aNewRecordIsLinkedToTheProspectWithItsEmail() throws SQLException {
    long id = sync.prospect(email, Map.of("first_name", "Ann"));
    sync.deliver();
    assertThat(sync.linked(id)).isFalse();

    String lead = remote.make("Lead", Map.of("LastName", "Lee", "Email", email));
    sync.pull.once();
    sync.deliver();

    assertThat(sync.link(id).place().id()).isEqualTo(lead);
    assertThat(sync.prospect(id).field("last_name")).isEqualTo("Lee");
  }

  @Test
  void aStrangerMakesAProspectOnlyWhereThatIsWanted() throws SQLException {
    remote.make("Lead", Map.of("LastName", "Lee", "Email", email));
    long before = sync.hub.count("prospect");
    sync.pull.once();
    assertThat(sync.hub.count("prospect")).isEqualTo(before);

    sync.stores.connectors().save(UNIT, remote.name(), Map.of(Policy.CREATE_FROM_REMOTE, "true"));
    remote.make("Lead", Map.of("LastName", "Moe", "Email", "moe-" + email));
    sync.pull.once();
    sync.deliver();

    assertThat(sync.hub.count("prospect")).isEqualTo(before + 1);
    long id = sync.prospect("moe-" + email, Map.of());
    assertThat(sync.linked(id)).isTrue();
  }

  @Test
  void anEmailThatAnotherProspectHasIsNotTakenButAllElseIs() throws SQLException {
    long id = linked();
    sync.prospect("taken-" + email, Map.of());
    remote.edit(lead(id), Map.of("Email", "taken-" + email, "FirstName", "Bea"));

    sync.pull.once();

    assertThat(sync.prospect(id).field("email")).isEqualTo(email);
    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Bea");
    assertThat(sync.stores.errors().find(UNIT, remote.name(), id))
        .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo("EMAIL_IN_USE"));
  }

  @Test
  void nothingIsTakenWhileAProspectIsNotToBeSyncedAndAllOfItAfterwards() throws SQLException {
    long id = linked();
    sync.prospect(email, Map.of("is_do_not_sync", "true"));
    sync.deliver();
    remote.edit(lead(id), Map.of("FirstName", "Bea"));
    sync.pull.once();
    sync.deliver();
    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Ann");
    assertThat(sync.reason(id)).isEqualTo(Reason.DO_NOT_SYNC);

    sync.prospect(email, Map.of("is_do_not_sync", ""));
    sync.deliver();
    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Bea");
  }

  @Test
  void manyPagesAreReadToTheEnd() throws SQLException {
    for (int i = 0; i < 120; i++) {
      remote.make("Lead", Map.of("LastName", "L" + i));
    }
    long id = linked();
    remote.edit(lead(id), Map.of("FirstName", "Last"));

    assertThat(sync.pull.once()).isGreaterThan(0);

    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Last");
  }

  @Test
  void troubleIsShownAndThePollGoesOnFromWhereItWas() throws SQLException {
    long id = linked();
    remote.edit(lead(id), Map.of("FirstName", "Bea"));
    remote.trouble = TestSync.passing();
    assertThat(sync.pull.once()).isZero();
    assertThat(sync.stores.connectors().find(UNIT, remote.name()).orElseThrow().trouble())
        .isEqualTo("out");

    remote.trouble = null;
    assertThat(sync.pull.once()).as("resting").isZero();
    clock.tick(Duration.ofMinutes(1));
    sync.pull.once();
    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Bea");
    assertThat(sync.stores.connectors().find(UNIT, remote.name()).orElseThrow().trouble()).isNull();
  }

  private static void execute(String sql) {
    DATABASE.jdbi().useHandle(tx -> tx.execute(sql));
  }

  private long linked() throws SQLException {
    return linked(email);
  }

  private long linked(String address) throws SQLException {
    long id =
        sync.prospect(
            address,
            Map.of("last_name", "Lee", "first_name", "Ann", "job_title", "CTO"),
            new Action.AssignToUser(rep, true));
    sync.deliver();
    sync.pull.once();
    assertThat(sync.linked(id)).isTrue();
    return id;
  }

  private String lead(long id) {
    return sync.link(id).place().id();
  }
}
