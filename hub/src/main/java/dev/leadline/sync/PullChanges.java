package dev.leadline.sync;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Remote;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Page;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Remotes;
import dev.leadline.db.Trouble;
import dev.leadline.link.Cursors.Cursor;
import dev.leadline.link.Cursors.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what changed over there and takes it in, page by page. */
public final class PullChanges {
  private static final Logger log = LoggerFactory.getLogger(PullChanges.class);
  private static final String STREAM = "changes";

  private final String remote;
  private final Remotes remotes;
  private final Stores stores;
  private final Rooms rooms;
  private final InstantSource clock;
  private final ReadCampaigns readCampaigns;

  /** The poll of one kind of remote, for all units. */
  public PullChanges(
      String remote, Remotes remotes, Stores stores, Rooms rooms, InstantSource clock) {
    this.remote = remote;
    this.remotes = remotes;
    this.stores = stores;
    this.rooms = rooms;
    this.clock = clock;
    this.readCampaigns = new ReadCampaigns(stores, rooms, clock);
  }

  /** Reads until nothing more is there, for each running unit; answers how many records came. */
  public int once() {
    int read = 0;
    for (int unit : stores.connectors().running(remote)) {
      read += once(unit);
    }
    return read;
  }

  /** Reads until nothing more is there; does nothing while the connector is paused or resting. */
  public int once(int unit) {
    Connector connector = stores.connectors().find(unit, remote).orElse(null);
    if (connector == null || !connector.open(clock.instant())) {
      return 0;
    }
    try {
      int read = read(connector);
      stores.connectors().recovered(unit, remote);
      return read;
    } catch (RemoteTrouble e) {
      log.warn("Reading {} of unit {}: {}; again in {}", remote, unit, e.getMessage(), e.pause());
      stores.connectors().trouble(unit, remote, String.valueOf(e.getMessage()), e.pause());
      return 0;
    } catch (RuntimeException e) {
      if (Trouble.isOfTheDatabase(e)) {
        throw e;
      }
      log.error("Reading {} of unit {} failed by our fault", remote, unit, e);
      stores.connectors().trouble(unit, remote, "Its changes cannot be read: " + e, Duration.ZERO);
      return 0;
    }
  }

  private int read(Connector connector) {
    Remote there = remotes.of(connector.unit());
    readCampaigns.whenDue(connector.unit(), there);
    int read = 0;
    boolean more = true;
    while (more) {
      Setting setting =
          rooms.database().jdbi().withHandle(tx -> Setting.read(tx, connector, stores, rooms));
      String from =
          stores
              .cursors()
              .find(connector.unit(), remote, STREAM)
              .map(Cursor::position)
              .orElse(null);
      Page page = there.changes(from, setting.mapping().toRead());
      if (!take(setting, page, from)) {
        return read; // another node reads the same; it goes on
      }
      read += page.records().size();
      more = page.more();
    }
    return read;
  }

  /** A page and the cursor behind it; a record that is more than we can bear holds up no other. */
  private boolean take(Setting setting, Page page, @Nullable String from) {
    if (page.records().isEmpty() && page.position().equals(from)) {
      return true;
    }
    Step step = new Step(setting.unit(), remote, STREAM, from, page.position());
    TakeIn takeIn = new TakeIn(setting, stores, rooms, clock.instant());
    try {
      return together(takeIn, page.records(), step);
    } catch (RuntimeException e) {
      if (Trouble.isOfTheDatabase(e)) {
        throw e;
      }
      log.error("A page of {} changes failed; each is tried alone", page.records().size(), e);
      page.records().forEach(record -> alone(takeIn, record));
      return together(takeIn, List.of(), step);
    }
  }

  private void alone(TakeIn takeIn, Found record) {
    try {
      rooms
          .database()
          .<Object>atomically(tx -> {
            takeIn.all(tx, List.of(record));
            return record;
          });
    } catch (RuntimeException e) {
      if (Trouble.isOfTheDatabase(e)) {
        throw e;
      }
      log.error("The change of {} {} failed by our fault", record.type(), record.id(), e);
      rooms
          .database()
          .<Object>atomically(tx -> {
            takeIn.failed(tx, record, "Leadline could not take the record in: " + e);
            return record;
          });
    }
  }

  /** All of it in one transaction; false: another node has moved the cursor. */
  private boolean together(TakeIn takeIn, List<Found> records, Step step) {
    return rooms
        .database()
        .atomically(tx -> {
          boolean first = stores.cursors().move(tx, step, clock.instant());
          if (first) {
            takeIn.all(tx, records);
          }
          return first;
        });
  }
}
