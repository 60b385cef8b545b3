package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deleting, taking back from the recycle bin and removing for good; children that hang on a record
 * go with it.
 */
final class Removing {

  private final Transaction transaction;
  private final Org org;

  Removing(Transaction transaction) {
    this.transaction = transaction;
    this.org = transaction.org();
  }

  SaveResult delete(@Nullable ObjectType type, @Nullable String givenId) {
    Found found = look(type, givenId);
    Row row = found.row();
    if (row == null) {
      return found.refusal();
    }
    if (row.isDeleted()) {
      return SaveResult.refused(row.id(), DmlError.of("ENTITY_IS_DELETED", "entity is deleted"));
    }
    return mark(row, true);
  }

  SaveResult undelete(@Nullable String givenId) {
    Found found = look(null, givenId);
    Row row = found.row();
    if (row == null) {
      return found.refusal();
    }
    if (!row.isDeleted()) {
      return SaveResult.refused(
          row.id(), DmlError.of("UNDELETE_FAILED", "entity is not in the recycle bin"));
    }
    return mark(row, false);
  }

  SaveResult hardDelete(@Nullable ObjectType type, @Nullable String givenId) {
    Found found = look(type, givenId);
    Row row = found.row();
    if (row == null) {
      return found.refusal();
    }
    DmlError locked = Locking.lockForRemoval(transaction, row);
    if (locked != null) {
      return SaveResult.refused(row.id(), locked);
    }
    children(row, true).forEach(child -> transaction.put(Change.Kind.HARD_DELETE, child));
    transaction.put(Change.Kind.HARD_DELETE, row);
    return SaveResult.saved(row.id(), false);
  }

  /** Marks a loser of a merge: deleted, and pointing at the winner. */
  void mergeInto(Row loser, String winnerId) {
    Draft draft = new Draft(transaction, loser.type(), loser);
    draft.setIfThere("MasterRecordId", winnerId);
    store(draft, loser, true);
  }

  private record Found(@Nullable Row row, SaveResult refusal) {}

  private Found look(@Nullable ObjectType type, @Nullable String givenId) {
    String id = RecordId.normal(givenId);
    boolean otherType = id != null && type != null && !RecordId.prefix(id).equals(type.keyPrefix());
    if (id == null || otherType || org.schema().withPrefix(RecordId.prefix(id)) == null) {
      return new Found(
          null, SaveResult.refused(null, DmlError.of("MALFORMED_ID", "malformed id " + givenId)));
    }
    Row row = transaction.find(id);
    return new Found(
        row,
        SaveResult.refused(
            id, DmlError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")));
  }

  private SaveResult mark(Row row, boolean deleted) {
    DmlError locked = Locking.lockForRemoval(transaction, row);
    if (locked != null) {
      return SaveResult.refused(row.id(), locked);
    }
    if (row.type().field("IsDeleted") == null) {
      transaction.put(Change.Kind.HARD_DELETE, row);
      return SaveResult.saved(row.id(), false);
    }
    Draft draft = new Draft(transaction, row.type(), row);
    List<Row> children = children(row, !deleted);
    Row marked = store(draft, row, deleted);
    for (Row child : children) {
      store(new Draft(transaction, child.type(), child), child, deleted);
    }
    org.rules().forEach(rule -> rule.after(draft, marked));
    return draft.errors().isEmpty()
        ? SaveResult.saved(row.id(), false)
        : SaveResult.refused(row.id(), false, draft.errors());
  }

  private Row store(Draft draft, Row row, boolean deleted) {
    Instant now = org.clock().second();
    draft.setIfThere("IsDeleted", deleted);
    draft.setIfThere("LastModifiedDate", now);
    draft.setIfThere("LastModifiedById", transaction.actor().userId());
    draft.setIfThere("SystemModstamp", now);
    if (!deleted) {
      draft.setIfThere("MasterRecordId", null);
    }
    Row marked = new Row(row.type(), row.number(), row.id(), draft.values());
    transaction.put(deleted ? Change.Kind.DELETE : Change.Kind.UNDELETE, marked);
    return marked;
  }

  /** The records that go with this one, and theirs. */
  private List<Row> children(Row parent, boolean inBin) {
    List<Row> found = new ArrayList<>();
    for (ObjectType type : org.schema().objects()) {
      for (Field field : type.fields()) {
        if (field.is(Flag.CASCADE_DELETE)
            && field.reference().targets().contains(parent.type().name())) {
          org.table(type).rowsWith(field, parent.id()).stream()
              .map(row -> transaction.find(row.id()))
              .filter(row -> row != null && row.isDeleted() == inBin)
              .forEach(found::add);
        }
      }
    }
    return found;
  }
}
