package dev.leadline.sync;

import dev.leadline.link.Cursors;
import dev.leadline.link.Cursors.Cursor;
import dev.leadline.link.Cursors.Step;
import dev.leadline.link.Links;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.Walk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has prospects compared with their records though neither has changed, because what is synced has.
 * Run {@link #once} until there is nothing left; how far it has come is a cursor, so that another
 * node can go on, and what is compared twice is the same the second time.
 */
public final class CompareAll {
  private static final Logger log = LoggerFactory.getLogger(CompareAll.class);

  /** Prospects in one transaction, so that no call waits long for one of them. */
  private static final int PAGE = 1_000;

  /** Whom to compare. */
  public enum Scope {
    /** Those that have a record: another field is to be synced. */
    LINKED("compare-linked"),
    /** The others, too: who gets a record has changed. */
    EVERYBODY("compare-everybody");

    private final String stream;

    Scope(String stream) {
      this.stream = stream;
    }
  }

  private final String remote;
  private final Stores stores;
  private final Rooms rooms;
  private final InstantSource clock;
  private final Walk walk;

  /** The comparisons with one kind of remote, for all units. */
  public CompareAll(String remote, Stores stores, Rooms rooms, InstantSource clock) {
    this.remote = remote;
    this.stores = stores;
    this.rooms = rooms;
    this.clock = clock;
    this.walk = new Walk(rooms.database().jdbi());
  }

  /** Asks for it; one that is under way begins anew. */
  public void request(int unit, Scope scope) {
    stores.cursors().begin(unit, remote, scope.stream, "0", clock.instant());
  }

  /** Whether a unit has prospects that are yet to be compared. */
  public boolean underWay(int unit) {
    return Stream.of(Scope.values()).anyMatch(scope -> find(unit, scope).isPresent());
  }

  /**
   * Takes one that was asked for a page further; those of paused connectors wait.
   *
   * @return whether there was one
   */
  public boolean once() {
    for (int unit : stores.connectors().running(remote)) {
      for (Scope scope : Scope.values()) {
        Optional<Cursor> cursor = find(unit, scope);
        if (cursor.isPresent()) {
          page(unit, scope, cursor.get().position());
          return true;
        }
      }
    }
    return false;
  }

  private Optional<Cursor> find(int unit, Scope scope) {
    return stores.cursors().find(unit, remote, scope.stream);
  }

  private void page(int unit, Scope scope, String from) {
    List<Long> prospects = next(unit, scope, Long.parseLong(from));
    Cursors cursors = stores.cursors();
    Instant now = clock.instant();
    rooms
        .database()
        .<Boolean>atomically(tx -> {
          if (prospects.isEmpty()) {
            log.info("All prospects of unit {} wait for their comparison with {}", unit, remote);
            return cursors.end(tx, unit, remote, scope.stream, from);
          }
          String to = Long.toString(prospects.getLast());
          boolean first = cursors.move(tx, new Step(unit, remote, scope.stream, from, to), now);
          if (first) {
            stores.links().look(tx, unit, remote, prospects);
            rooms.outbox().append(tx, remote, unit, prospects, Lane.FLOOD);
          }
          return first;
        });
  }

  private List<Long> next(int unit, Scope scope, long after) {
    Links links = stores.links();
    return switch (scope) {
      case LINKED -> links.after(unit, remote, after, PAGE);
      case EVERYBODY -> walk.next(unit, after, PAGE).stream().map(Prospect::id).toList();
    };
  }
}
