package dev.leadline.server.start;

import dev.leadline.db.Database;
import dev.leadline.outbox.RunCourier;
import dev.leadline.server.access.FirstAdministrator;
import dev.leadline.server.access.FirstAdministrator.OneTime;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Hub;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of a running hub behind its port: database, rooms, sync, and what runs by itself. */
final class Backend implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Backend.class);
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Hub hub;
  private final Crm crm;
  private final Optional<OneTime> oneTime;

  private Backend(Settings settings) {
    try {
      hub =
          Hub.over(
              Database.open(settings.database()),
              settings.ingest().writing(),
              InstantSource.system());
      open.push(hub);
      crm = Crm.over(hub, settings.secret().secretKey());
      oneTime =
          new FirstAdministrator(hub.accounts())
              .ensure(settings.administrator().email(), settings.administrator().password());
      runByThemselves(settings);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Answers once everything runs.
   *
   * @throws dev.leadline.db.DatabaseFailure when the database cannot be used
   */
  static Backend open(Settings settings) {
    return new Backend(settings);
  }

  Hub hub() {
    return hub;
  }

  Crm crm() {
    return crm;
  }

  Optional<OneTime> oneTime() {
    return oneTime;
  }

  /** The other way round, the database last. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        log.warn("Something did not stop cleanly; the next start sees to it", e);
      }
    }
  }

  private void runByThemselves(Settings settings) {
    String node = UUID.randomUUID().toString();
    RunCourier courier = new RunCourier(hub.outbox(), crm.push(), node, settings.sync().batch());
    courier.start();
    open.push(courier);
    Jobs jobs = new Jobs(hub, crm, settings);
    jobs.start();
    open.push(jobs);
    Heartbeat heartbeat =
        new Heartbeat(
            BEAT,
            List.of(
                () -> hub.outbox().beat(crm.push().name() + "@" + node),
                hub.sources()::refresh,
                hub.units()::forget,
                hub.fields()::forget,
                hub.rules()::refresh,
                crm.stores().connectors()::forget,
                crm.stores().mappings()::forget));
    heartbeat.start();
    open.push(heartbeat);
  }
}
