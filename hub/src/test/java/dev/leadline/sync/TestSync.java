package dev.leadline.sync;

import dev.leadline.TestHub;
import dev.leadline.connector.Connectors;
import dev.leadline.connector.Mappings;
import dev.leadline.connector.Remote;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Remotes;
import dev.leadline.crew.CrmUsers;
import dev.leadline.db.Database;
import dev.leadline.identity.Identities;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.intake.Outcome;
import dev.leadline.link.Cursors;
import dev.leadline.link.Link;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors;
import dev.leadline.outbox.Lane;
import dev.leadline.outbox.RunCourier;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub whose unit is connected to a remote; every loop is turned by hand. */
public final class TestSync {
  public static final int UNIT = TestHub.UNIT;

  private static final AtomicInteger REPS = new AtomicInteger();

  public final TestHub hub;
  public final Stores stores;
  public final Rooms rooms;
  public final PullChanges pull;
  public final RunCourier courier;
  public final Explain explain;
  public final SyncNow syncNow;
  public final CompareAll compareAll;
  public final VerifyConnector verify;
  private final String remote;
  private final InstantSource clock;

  public TestSync(Database database, Remote remote, InstantSource clock) {
    this.remote = remote.name();
    this.clock = clock;
    hub = new TestHub(database, clock);
    var jdbi = database.jdbi();
    stores =
        new Stores(
            new Connectors(jdbi, clock),
            new Mappings(jdbi),
            new Links(jdbi),
            new Cursors(jdbi),
            new SyncErrors(database, hub.outbox));
    rooms =
        new Rooms(
            database,
            hub.fields,
            hub.prospects,
            new Identities(),
            new CrmUsers(),
            hub.intake,
            hub.outbox,
            hub.campaigns);
    Remotes remotes = unit -> remote;
    PushCourier push = new PushCourier(this.remote, remotes, stores, rooms, clock);
    hub.outbox.register(push);
    courier = new RunCourier(hub.outbox, push, "test", 200);
    pull = new PullChanges(this.remote, remotes, stores, rooms, clock);
    explain = new Explain(stores, hub.fields, hub.outbox);
    syncNow = new SyncNow(database, stores.links(), stores.errors(), hub.outbox);
    compareAll = new CompareAll(this.remote, stores, rooms, clock);
    verify =
        new VerifyConnector(
            this.remote, remotes, stores, rooms, new MatchUsers(jdbi, rooms.crmUsers()));
  }

  /** A user of ours who is one over there, too. */
  public record Rep(long id, String crmId) {}

  /** Empties the unit, connects it to the remote, and answers who may own records on both sides. */
  public Rep startAnew(InMemoryRemote over) {
    hub.database
        .jdbi()
        .useHandle(tx ->
            tx.execute(
                """
                TRUNCATE sync_connector, sync_cursor, sync_link, sync_error, sync_field, outbox,
                         prospect, identity_key
                """));
    int number = REPS.incrementAndGet();
    String address = "rep%d@us.example".formatted(number);
    Rep rep = new Rep(user(address), "005%015d".formatted(number));
    over.addUser(rep.crmId(), address);
    running(Map.of());
    over.calls.clear();
    return rep;
  }

  /** Connects, verifies, maps what is usual, and reads the first position. */
  public TestSync running(Map<String, String> settings) {
    stores.connectors().save(UNIT, remote, settings);
    if (!(verify.once(UNIT) instanceof VerifyConnector.Result.Verified)) {
      throw new IllegalStateException("not verified");
    }
    stores.connectors().run(UNIT, remote);
    pull.once();
    return this;
  }

  /** A user who is known over there by the same email once verified. */
  public long user(String email) {
    return hub.database
        .jdbi()
        .withHandle(tx ->
            tx.createQuery(
                    """
                    INSERT INTO crew_user (unit, email, first_name, last_name, role)
                    VALUES (:unit, :email, 'A', 'User', 'Sales') RETURNING id
                    """)
                .bind("unit", UNIT)
                .bind("email", email)
                .mapTo(Long.class)
                .one());
  }

  /** Creates or changes the prospect with this email; answers its id. */
  public long prospect(String email, Map<String, String> fields, Action... actions)
      throws SQLException {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("email", email);
    Change change =
        new Change(
            UNIT,
            Who.keys(Key.email(email)),
            IfUnknown.CREATE,
            all,
            List.of(actions),
            List.of(),
            Origin.user(1),
            clock.instant(),
            Lane.EVENT);
    return switch (hub.intake.accept(List.of(change)).getFirst()) {
      case Outcome.Created(long prospect, List<String> _) -> prospect;
      case Outcome.Updated(long prospect, List<String> _) -> prospect;
      case Outcome.Unchanged(long prospect, List<String> _) -> prospect;
      case Outcome.Refused refused -> throw new IllegalArgumentException(refused.toString());
    };
  }

  public Prospect prospect(long id) {
    return hub.prospects.find(id).orElseThrow();
  }

  public Link link(long prospect) {
    return stores.links().find(UNIT, remote, prospect).orElseThrow();
  }

  public boolean linked(long prospect) {
    return stores.links().find(UNIT, remote, prospect).isPresent();
  }

  public Reason reason(long prospect) {
    return explain.of(prospect(prospect), remote).reason();
  }

  /** A moment of trouble. */
  public static RemoteTrouble passing() {
    return new RemoteTrouble(RemoteTrouble.Kind.PASSING, "out", Duration.ofSeconds(30), null);
  }

  /** Delivers all that is due, as often as something is. */
  public void deliver() {
    while (courier.once() > 0) {
      // a delivery may bring forth more
    }
  }
}
