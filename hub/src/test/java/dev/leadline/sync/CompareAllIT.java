package dev.leadline.sync;

import static dev.leadline.sync.TestSync.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Policy;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.Winner;
import dev.leadline.db.TestDatabase;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Action;
import dev.leadline.sync.CompareAll.Scope;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompareAllIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TickingClock clock = new TickingClock();
  private final InMemoryRemote remote = new InMemoryRemote(clock);
  private final TestSync sync = new TestSync(DATABASE.database(), remote, clock);
  private long rep;

  @BeforeEach
  void connect() {
    rep = sync.startAnew(remote).id();
  }

  @Test
  void whatIsNewlySyncedGoesBothWaysThoughNeitherSideHasChanged() throws SQLException {
    sync.stores.mappings().remove(UNIT, remote.name(), "Lead", "job_title");
    long ours = linked("ours@acme.example", Map.of("job_title", "CTO"));
    long theirs = linked("theirs@acme.example", Map.of());
    remote.edit(lead(theirs), Map.of("Title", "CFO"));
    sync.pull.once();
    sync.deliver();
    sync.stores.mappings().save(UNIT, remote.name(), title());

    sync.compareAll.request(UNIT, Scope.LINKED);
    all();

    assertThat(remote.values(lead(ours))).containsEntry("Title", "CTO");
    assertThat(sync.prospect(theirs).field("job_title")).isEqualTo("CFO");
  }

  @Test
  void whoIsToGetARecordByANewPolicyGetsOne() throws SQLException {
    long id = sync.prospect("lone@acme.example", Map.of("last_name", "Lone", "company", "Acme"));
    sync.deliver();
    assertThat(sync.reason(id)).isEqualTo(Reason.NOT_ASSIGNED);
    sync.stores
        .connectors()
        .save(UNIT, remote.name(), Map.of(Policy.CREATE_WHEN_UNASSIGNED, "true"));

    sync.compareAll.request(UNIT, Scope.LINKED);
    all();
    assertThat(sync.linked(id)).isFalse();

    sync.compareAll.request(UNIT, Scope.EVERYBODY);
    all();
    assertThat(sync.linked(id)).isTrue();
  }

  @Test
  void itGoesOnWhereItWasAndTellsWhenItIsDone() throws SQLException {
    for (int i = 0; i < 1_001; i++) {
      sync.prospect("p%04d@acme.example".formatted(i), Map.of("last_name", "P"));
    }
    DATABASE.jdbi().useHandle(tx -> tx.execute("DELETE FROM outbox"));
    sync.compareAll.request(UNIT, Scope.EVERYBODY);

    assertThat(sync.compareAll.once()).isTrue();
    assertThat(sync.hub.count("outbox")).isEqualTo(1_000);
    assertThat(sync.compareAll.underWay(UNIT)).isTrue();

    CompareAll another = new CompareAll(remote.name(), sync.stores, sync.rooms, clock);
    while (another.once()) {}
    assertThat(sync.hub.count("outbox")).isEqualTo(1_001);
    assertThat(sync.compareAll.underWay(UNIT)).isFalse();
  }

  @Test
  void aPausedConnectorComparesWhenItRunsAgain() throws SQLException {
    linked("paused@acme.example", Map.of());
    sync.stores.connectors().pause(UNIT, remote.name());
    sync.compareAll.request(UNIT, Scope.LINKED);

    assertThat(sync.compareAll.once()).isFalse();
    assertThat(sync.hub.count("outbox")).isZero();

    sync.stores.connectors().run(UNIT, remote.name());
    assertThat(sync.compareAll.once()).isTrue();
    assertThat(sync.hub.count("outbox")).isEqualTo(1);
  }

  private void all() {
    while (sync.compareAll.once()) {}
    sync.deliver();
  }

  private long linked(String email, Map<String, String> fields) throws SQLException {
    long id = sync.prospect(email, fields, new Action.AssignToUser(rep, true));
    sync.deliver();
    return id;
  }

  private String lead(long prospect) {
    return sync.link(prospect).place().id();
  }

  private Mapped title() {
    RemoteField theirs =
        remote.describe().type("Lead").flatMap(type -> type.field("Title")).orElseThrow();
    return new Mapped("Lead", "job_title", theirs, Winner.THEIRS, true, null);
  }
}
