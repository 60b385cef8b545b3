package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of saves that become visible together. Used by one thread; closing it without a commit
 * takes everything back.
 */
public final class Transaction implements AutoCloseable {

  private final Org org;
  private final Actor actor;
  private final Instant begun;
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private final List<Undo> undo = new ArrayList<>();
  private final Set<String> locks = new HashSet<>();
  private final Saving saving;
  private final Removing removing;
  private boolean ended;

  private record Undo(String id, @Nullable Change former) {}

  Transaction(Org org, Actor actor) {
    this.org = org;
    this.actor = actor;
    this.begun = org.clock().instant();
    this.saving = new Saving(this);
    this.removing = new Removing(this);
  }

  public Org org() {
    return org;
  }

  public Actor actor() {
    return actor;
  }

  /** When it began, by the org's clock. */
  public Instant begun() {
    return begun;
  }

  /** Inserts a record from values as they came over the wire. */
  public SaveResult insert(ObjectType type, Map<String, ?> input) {
    return atomically(() -> saving.insert(type, input));
  }

  /** Updates a record by its id in either form. */
  public SaveResult update(ObjectType type, @Nullable String id, Map<String, ?> input) {
    return atomically(() -> saving.update(type, id, input));
  }

  /** Updates the one record whose key field has this value, or inserts one with it. */
  public SaveResult upsert(ObjectType type, Field key, Object value, Map<String, ?> input) {
    return atomically(() -> saving.upsert(type, key, value, input));
  }

  /** Moves a record, and what hangs on it, to the recycle bin. */
  public SaveResult delete(@Nullable ObjectType type, @Nullable String id) {
    return atomically(() -> removing.delete(type, id));
  }

  /** Takes a record back out of the recycle bin. */
  public SaveResult undelete(@Nullable String id) {
    return atomically(() -> removing.undelete(id));
  }

  /** Removes a record past the recycle bin; no subscriber hears of it. */
  public SaveResult hardDelete(@Nullable ObjectType type, @Nullable String id) {
    return atomically(() -> removing.hardDelete(type, id));
  }

  /** Merges one or two records into another, which takes the given values. */
  public SaveResult merge(String winnerId, List<String> loserIds, Map<String, ?> values) {
    return atomically(() -> new Merging(this, removing).merge(winnerId, loserIds, values));
  }

  /** Converts a lead. */
  public Conversion.Converted convert(Conversion.Wish wish) {
    int savepoint = undo.size();
    Conversion.Converted converted = new Conversion(this).convert(wish);
    if (!converted.errors().isEmpty()) {
      rollBackTo(savepoint);
    }
    return converted;
  }

  /** The record as this transaction sees it, recycle bin included, or null. */
  public @Nullable Row find(@Nullable String id) {
    if (id == null) {
      return null;
    }
    Change change = changes.get(id);
    if (change != null) {
      return change.kind() == Change.Kind.HARD_DELETE ? null : change.after();
    }
    return org.find(id);
  }

  /** The live record with this id as this transaction sees it, or null. */
  public @Nullable Row findLive(@Nullable String id) {
    Row row = find(id);
    return row == null || row.isDeleted() ? null : row;
  }

  /** The live rows whose indexed field has this value, as this transaction sees them. */
  public List<Row> rowsWith(ObjectType type, Field field, Object value) {
    List<Row> found = new ArrayList<>();
    for (Row row : org.table(type).rowsWith(field, value)) {
      if (!changes.containsKey(row.id()) && !row.isDeleted()) {
        found.add(row);
      }
    }
    for (Change change : changes.values()) {
      Row row = change.after();
      if (row.type() == type
          && change.kind() != Change.Kind.HARD_DELETE
          && !row.isDeleted()
          && HashIndex.sameKey(row.get(field), value)) {
        found.add(row);
      }
    }
    return found;
  }

  /** The versions that this transaction has made, by id. */
  public Map<String, Change> pending() {
    return changes;
  }

  /** Takes a lock until the end; false when someone else kept it too long. */
  boolean lock(String key) {
    if (locks.contains(key)) {
      return true;
    }
    if (!org.locks().take(key, this)) {
      return false;
    }
    locks.add(key);
    return true;
  }

  /** Records a new version of a row. Several changes of one row become one, of the first kind. */
  void put(Change.Kind kind, Row after) {
    Change former = changes.get(after.id());
    undo.add(new Undo(after.id(), former));
    if (former == null) {
      changes.put(after.id(), new Change(kind, org.find(after.id()), after));
    } else {
      Change.Kind first = kind == Change.Kind.HARD_DELETE ? kind : former.kind();
      changes.put(after.id(), new Change(first, former.before(), after));
    }
  }

  /** A change made by the org itself: no checks, no rules; the stamps are set. */
  public void touch(Row row, Map<String, @Nullable Object> values) {
    Draft draft = new Draft(this, row.type(), row);
    values.forEach(draft::setIfThere);
    draft.setIfThere("SystemModstamp", org.clock().second());
    put(Change.Kind.UPDATE, new Row(row.type(), row.number(), row.id(), draft.values()));
  }

  /** Makes everything visible and tells the listeners. */
  public void commit() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
    org.gate().pass(this);
    org.publish(this, List.copyOf(changes.values()));
    end();
  }

  /** Takes everything back; harmless after a commit. */
  @Override
  public void close() {
    if (!ended) {
      end();
    }
  }

  private void end() {
    ended = true;
    org.ended(this);
    org.locks().release(this, locks.iterator());
  }

  private SaveResult atomically(Save save) {
    int savepoint = undo.size();
    SaveResult result = save.run();
    if (!result.success()) {
      rollBackTo(savepoint);
    }
    return result;
  }

  private void rollBackTo(int savepoint) {
    while (undo.size() > savepoint) {
      Undo last = undo.removeLast();
      if (last.former() == null) {
        changes.remove(last.id());
      } else {
        changes.put(last.id(), last.former());
      }
    }
  }

  private interface Save {
    SaveResult run();
  }
}
