package dev.leadline.sync;

import static dev.leadline.sync.TestSync.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.Remote.Written;
import dev.leadline.connector.Winner;
import dev.leadline.db.TestDatabase;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.sync.Explain.Explanation;
import dev.leadline.sync.TestSync.Rep;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PushCourierIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TickingClock clock = new TickingClock();
  private final InMemoryRemote remote = new InMemoryRemote(clock);
  private final TestSync sync = new TestSync(DATABASE.database(), remote, clock);
  private final String email = "p%d@acme.example".formatted(COUNT.incrementAndGet());
  private long rep;
  private String repId = "";

  @BeforeEach
  void connect() {
    Rep made = sync.startAnew(remote);
    rep = made.id();
    repId = made.crmId();
  }

  @Test
  void anAssignedProspectBecomesALeadOfItsUser() throws SQLException {
    long id = sync.prospect(email, Map.of("last_name", "Lee"), assign());

    sync.deliver();

    Place place = sync.link(id).place();
    assertThat(place.type()).isEqualTo("Lead");
    assertThat(remote.values(place.id()))
        .containsEntry("LastName", "Lee")
        .containsEntry("Email", email)
        .containsEntry("OwnerId", repId);
    assertThat(remote.calls).containsExactly("find", "write");
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
  }

  @Test
  void aValueThatTheRecordCannotHoldIsLeftOutAndNamed() throws SQLException {
    RemoteField number =
        new RemoteField("Title", "Title", FieldType.NUMBER, true, true, false, 0, List.of());
    Mapped odd = new Mapped("Lead", "job_title", number, Winner.THEIRS, true, null);
    sync.stores.mappings().save(UNIT, InMemoryRemote.NAME, odd);
    long id = sync.prospect(email, Map.of("last_name", "Lee", "job_title", "many"), assign());
    sync.deliver();

    assertThat(remote.values(sync.link(id).place().id())).doesNotContainKey("Title");
    Explanation told = sync.explain.of(sync.prospect(id), InMemoryRemote.NAME);
    assertThat(told.reason()).isEqualTo(Reason.IN_STEP);
    assertThat(told.leftOut()).extracting(Field::name).containsExactly("job_title");

    sync.prospect(email, Map.of("job_title", "7"));
    sync.deliver();
    assertThat(sync.explain.of(sync.prospect(id), InMemoryRemote.NAME).leftOut()).isEmpty();
  }

  @Test
  void anUnassignedProspectStaysHereAndTheReasonIsTold() throws SQLException {
    long id = sync.prospect(email, Map.of("last_name", "Lee"));

    sync.deliver();

    assertThat(remote.ids("Lead")).isEmpty();
    assertThat(sync.reason(id)).isEqualTo(Reason.NOT_ASSIGNED);
    assertThat(sync.hub.outbox.counts(InMemoryRemote.NAME, UNIT)).isEmpty();
  }

  @Test
  void aProspectIsLinkedToTheContactWithItsEmailBeforeTheLead() throws SQLException {
    remote.make("Lead", Map.of("LastName", "Lead", "Email", email));
    String contact = remote.make("Contact", Map.of("LastName", "Contact", "Email", email));

    long id = sync.prospect(email, Map.of("first_name", "Ann"));
    sync.deliver();

    assertThat(sync.link(id).place()).isEqualTo(new Place("Contact", contact));
    assertThat(sync.prospect(id).field("last_name")).isEqualTo("Contact");
    assertThat(remote.values(contact)).containsEntry("FirstName", "Ann");
    assertThat(remote.ids("Lead")).hasSize(1);
  }

  @Test
  void whatWasPulledEndsWithoutACall() throws SQLException {
    long id = linked();
    remote.edit(sync.link(id).place().id(), Map.of("FirstName", "Bea"));
    clock.tick(Duration.ofMinutes(2));
    sync.pull.once();
    remote.calls.clear();

    sync.deliver();

    assertThat(sync.prospect(id).field("first_name")).isEqualTo("Bea");
    assertThat(remote.calls).isEmpty();
  }

  @Test
  void onlyWhatChangedIsWrittenAndTheirsIsLeftAlone() throws SQLException {
    long id = linked();
    String lead = sync.link(id).place().id();
    remote.edit(lead, Map.of("FirstName", "Theirs"));
    clock.tick(Duration.ofSeconds(1));

    sync.prospect(email, Map.of("job_title", "CTO"));
    sync.deliver();

    assertThat(remote.values(lead))
        .containsEntry("Title", "CTO")
        .containsEntry("FirstName", "Theirs");
    assertThat(sync.prospect(id).field("first_name")).as("taken on the way").isEqualTo("Theirs");
    assertThat(sync.link(id).base())
        .containsEntry("job_title", "CTO")
        .containsEntry("first_name", "Theirs");
  }

  @Test
  void aRefusedRecordIsParkedShownAndTriedAgainByAPerson() throws SQLException {
    remote.refusals.put(
        "Bad", new Written.Failed("RULE", "no Bad here", List.of("LastName"), Remedy.PERSON));
    long bad = sync.prospect(email, Map.of("last_name", "Bad"), assign());
    long good = sync.prospect("good-" + email, Map.of("last_name", "Good"), assign());

    sync.deliver();

    assertThat(sync.linked(good)).isTrue();
    assertThat(sync.linked(bad)).isFalse();
    assertThat(sync.reason(bad)).isEqualTo(Reason.PARKED);
    assertThat(sync.stores.errors().groups(UNIT, InMemoryRemote.NAME))
        .singleElement()
        .satisfies(group -> {
          assertThat(group.code()).isEqualTo("RULE");
          assertThat(group.example()).isEqualTo("no Bad here");
        });

    remote.refusals.clear();
    assertThat(sync.stores.errors().retryAll(UNIT, InMemoryRemote.NAME, "RULE")).isEqualTo(1);
    sync.deliver();
    assertThat(sync.reason(bad)).isEqualTo(Reason.IN_STEP);
    assertThat(sync.stores.errors().groups(UNIT, InMemoryRemote.NAME)).isEmpty();
  }

  @Test
  void aFailureThatPassesIsTriedAgainByItself() throws SQLException {
    remote.refusals.put("Lee", new Written.Failed("LOCK", "busy", List.of(), Remedy.RETRY));
    long id = sync.prospect(email, Map.of("last_name", "Lee"), assign());
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.WAITING);

    remote.refusals.clear();
    sync.deliver();
    assertThat(sync.linked(id)).as("not before the pause is over").isFalse();
    clock.tick(Duration.ofMinutes(1));
    sync.deliver();
    assertThat(sync.linked(id)).isTrue();
  }

  @Test
  void troubleOfTheRemoteIsShownAndLosesNothing() throws SQLException {
    long id = sync.prospect(email, Map.of("last_name", "Lee"), assign());
    remote.trouble = TestSync.passing();
    sync.deliver();
    assertThat(sync.explain.of(sync.prospect(id), InMemoryRemote.NAME))
        .extracting(Explain.Explanation::reason, Explain.Explanation::detail)
        .containsExactly(Reason.TROUBLE, "out");

    remote.trouble = null;
    clock.tick(Duration.ofMinutes(1));
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
  }

  @Test
  void nothingIsSentWhilePausedAndAllOfItAfterwards() throws SQLException {
    sync.stores.connectors().pause(UNIT, InMemoryRemote.NAME);
    long id = sync.prospect(email, Map.of("last_name", "Lee"), assign());
    sync.deliver();
    assertThat(remote.calls).isEmpty();
    assertThat(sync.reason(id)).isEqualTo(Reason.PAUSED);

    sync.stores.connectors().run(UNIT, InMemoryRemote.NAME);
    sync.deliver();
    assertThat(sync.linked(id)).isTrue();
  }

  @Test
  void aConvertedLeadIsFollowedToItsContactBeforeItIsWritten() throws SQLException {
    long id = linked();
    String contact = remote.make("Contact", Map.of("LastName", "Lee", "Email", email));
    remote.move(sync.link(id).place().id(), new Place("Contact", contact));

    sync.prospect(email, Map.of("job_title", "CTO"));
    sync.deliver();

    assertThat(sync.link(id).place()).isEqualTo(new Place("Contact", contact));
    assertThat(remote.values(contact)).containsEntry("Title", "CTO");
  }

  @Test
  void aDeletedRecordIsNotCreatedAgainUntilAllowed() throws SQLException {
    long id = linked();
    remote.delete(sync.link(id).place().id(), true);

    sync.prospect(email, Map.of("job_title", "CTO"));
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.DELETED);
    assertThat(remote.ids("Lead")).hasSize(1);

    assertThat(sync.stores.links().allowAgain(UNIT, InMemoryRemote.NAME, id)).isTrue();
    sync.syncNow.request(UNIT, InMemoryRemote.NAME, id);
    sync.deliver();
    assertThat(remote.ids("Lead")).hasSize(2);
    assertThat(sync.reason(id)).isEqualTo(Reason.IN_STEP);
  }

  @Test
  void aRecordBelongsToOneProspect() throws SQLException {
    long first = linked();
    String lead = sync.link(first).place().id();
    String other = "other-" + email;
    remote.edit(lead, Map.of("Email", other));

    long second = sync.prospect(other, Map.of("last_name", "Other"), assign());
    sync.deliver();

    assertThat(sync.linked(second)).isFalse();
    assertThat(sync.reason(second)).isEqualTo(Reason.PARKED);
    assertThat(remote.values(lead)).containsEntry("LastName", "Lee");
  }

  @Test
  void theirOwnerIsTaken() throws SQLException {
    long id = linked();
    String address = "boss%d@us.example".formatted(COUNT.incrementAndGet());
    long boss = sync.user(address);
    remote.addUser("005%015d".formatted(COUNT.get()), address);
    sync.verify.once(UNIT);
    remote.edit(sync.link(id).place().id(), Map.of("OwnerId", "005%015d".formatted(COUNT.get())));

    sync.syncNow.request(UNIT, InMemoryRemote.NAME, id);
    sync.deliver();

    assertThat(sync.prospect(id).owner()).isEqualTo(boss);
  }

  private long linked() throws SQLException {
    long id = sync.prospect(email, Map.of("last_name", "Lee"), assign());
    sync.deliver();
    sync.pull.once();
    assertThat(sync.linked(id)).isTrue();
    return id;
  }

  private Action assign() {
    return new Action.AssignToUser(rep, true);
  }
}
