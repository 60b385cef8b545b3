package dev.leadline.intake;

import dev.leadline.campaign.Campaigns;
import dev.leadline.db.Database;
import dev.leadline.db.RoundTrip;
import dev.leadline.identity.Identities;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospects;
import dev.leadline.rule.Rules;
import dev.leadline.unit.Units;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The only door through which a prospect changes, whoever asks. */
public final class Intake {
  private final Database database;
  private final Rooms rooms;

  /** The rooms that a batch passes through, in the order of the flow. */
  public record Rooms(
      Units units,
      Fields fields,
      Identities identities,
      Prospects prospects,
      Rules rules,
      Campaigns campaigns,
      Outbox outbox,
      InstantSource clock) {}

  public Intake(Database database, Rooms rooms) {
    this.database = database;
    this.rooms = rooms;
  }

  /** Makes the changes durable, in order; answers one outcome for each. */
  public List<Outcome> accept(List<Change> changes) throws SQLException {
    return database.inTransactionRetrying(tx -> accept(tx, changes));
  }

  /**
   * Makes the changes part of a transaction. A unique violation says that another transaction won a
   * race: roll back and do it all again.
   */
  public List<Outcome> accept(Handle tx, List<Change> changes) throws SQLException {
    RoundTrip trip = new RoundTrip(tx.getConnection());
    Batch batch = begin(tx, changes, trip);
    trip.run();
    List<Outcome> outcomes = batch.accept(changes, trip);
    trip.run();
    return outcomes;
  }

  /**
   * Begins to take changes, for a caller who has more to ask and to write in the same round trips:
   * adds the question whom they mean, which must be answered before the batch accepts them.
   */
  public Batch begin(Handle tx, List<Change> changes, RoundTrip looks) throws SQLException {
    Batch batch = new Batch(rooms, tx);
    batch.seek(changes, looks);
    return batch;
  }

  /**
   * Holds all rules against stored prospects, as when they change; unknown ids are left out.
   *
   * @return how many prospects the rules changed
   */
  public long reconsider(Collection<Long> prospects) throws SQLException {
    return database.inTransactionRetrying(tx -> {
      Batch batch = new Batch(rooms, tx);
      batch.take(prospects);
      batch.reconsider();
      RoundTrip writes = new RoundTrip(tx.getConnection());
      batch.write(writes);
      writes.run();
      return batch.changed();
    });
  }
}
