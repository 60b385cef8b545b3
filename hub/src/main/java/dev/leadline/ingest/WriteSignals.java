package dev.leadline.ingest;

import dev.leadline.db.Database;
import dev.leadline.db.RoundTrip;
import dev.leadline.db.Trouble;
import dev.leadline.ingest.Ingest.Parcel;
import dev.leadline.ingest.Ingest.Read;
import dev.leadline.ingest.Interpret.Meaning;
import dev.leadline.ingest.Signals.Fated;
import dev.leadline.ingest.Signals.Name;
import dev.leadline.intake.Batch;
import dev.leadline.intake.Change;
import dev.leadline.intake.Intake;
import dev.leadline.intake.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes signals durable together with what they change: drop repeats, take in, keep with fates. */
public final class WriteSignals {
  private static final Logger log = LoggerFactory.getLogger(WriteSignals.class);
  private static final int NOTE_LENGTH = 1000;

  private final Database database;
  private final Intake intake;
  private final Signals signals;
  private final Counts counts;

  public WriteSignals(Database database, Intake intake, Signals signals, Counts counts) {
    this.database = database;
    this.intake = intake;
    this.signals = signals;
    this.counts = counts;
  }

  /** All in one transaction; where a signal is more than we can bear, each in its own. */
  void all(List<Parcel> parcels) throws SQLException {
    List<Read> batch = parcels.stream().flatMap(parcel -> parcel.reads().stream()).toList();
    try {
      write(batch);
    } catch (RuntimeException | SQLException e) {
      if (Trouble.isOfTheDatabase(e)) {
        throw e;
      }
      log.error("A batch of {} signals failed; each will be tried alone", batch.size(), e);
      eachAlone(batch);
    }
  }

  private void eachAlone(List<Read> batch) throws SQLException {
    for (Read one : batch) {
      try {
        write(List.of(one));
      } catch (RuntimeException | SQLException e) {
        if (Trouble.isOfTheDatabase(e)) {
          throw e;
        }
        log.error("{} failed by our fault; it is kept and can be replayed", one.signal(), e);
        write(
            List.of(new Read(one.signal(), new Meaning.Unwanted(Fate.FAILED, String.valueOf(e)))));
      }
    }
  }

  private void write(List<Read> batch) throws SQLException {
    List<Fated> kept = database.inTransactionRetrying(tx -> write(tx, batch));
    counts.batch(kept, batch.size() - kept.size());
  }

  private List<Fated> write(Handle tx, List<Read> batch) throws SQLException {
    RoundTrip trip = new RoundTrip(tx.getConnection());
    Set<Name> seen = signals.seen(trip, batch.stream().map(Read::signal).toList());
    Batch taking = intake.begin(tx, changes(batch), trip);
    trip.run();
    List<Read> fresh = withoutRepeats(batch, seen);
    List<Fated> fated = fates(fresh, taking.accept(changes(fresh), trip));
    signals.keep(trip, fated);
    trip.runAndCommit();
    return fated;
  }

  private static List<Read> withoutRepeats(List<Read> batch, Set<Name> seen) {
    List<Read> fresh = new ArrayList<>(batch.size());
    for (Read one : batch) {
      if (seen.add(Name.of(one.signal()))) {
        fresh.add(one);
      }
    }
    return fresh;
  }

  private static List<Change> changes(List<Read> fresh) {
    List<Change> changes = new ArrayList<>(fresh.size());
    for (Read one : fresh) {
      if (one.meaning() instanceof Meaning.Wanted wanted) {
        changes.add(wanted.change());
      }
    }
    return changes;
  }

  private static List<Fated> fates(List<Read> fresh, List<Outcome> outcomes) {
    Iterator<Outcome> next = outcomes.iterator();
    List<Fated> fated = new ArrayList<>(fresh.size());
    for (Read one : fresh) {
      fated.add(
          switch (one.meaning()) {
            case Meaning.Unwanted(Fate fate, String note) ->
                new Fated(one.signal(), fate, note, null);
            case Meaning.Wanted(Change _, List<String> dropped) ->
                fated(one.signal(), next.next(), dropped);
          });
    }
    return fated;
  }

  private static Fated fated(Signal signal, Outcome outcome, List<String> dropped) {
    return switch (outcome) {
      case Outcome.Created(long prospect, List<String> notes) ->
          new Fated(signal, Fate.CREATED, note(notes, dropped), prospect);
      case Outcome.Updated(long prospect, List<String> notes) ->
          new Fated(signal, Fate.UPDATED, note(notes, dropped), prospect);
      case Outcome.Unchanged(long prospect, List<String> notes) ->
          new Fated(signal, Fate.UNCHANGED, note(notes, dropped), prospect);
      case Outcome.Refused(Outcome.Refusal refusal) ->
          new Fated(signal, Fate.REFUSED, refusal.text(), null);
    };
  }

  private static @Nullable String note(List<String> notes, List<String> dropped) {
    if (notes.isEmpty() && dropped.isEmpty()) {
      return null;
    }
    List<String> all = new ArrayList<>(notes);
    if (!dropped.isEmpty()) {
      all.add("no field for: " + String.join(", ", dropped));
    }
    String note = String.join("; ", all).replace("\0", "");
    return note.length() <= NOTE_LENGTH ? note : note.substring(0, NOTE_LENGTH);
  }
}
