package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The course of one insert or update: read the input, fill in, check, lock, store, carry on. */
final class Saving {

  private final Transaction transaction;
  private final Org org;

  Saving(Transaction transaction) {
    this.transaction = transaction;
    this.org = transaction.org();
  }

  SaveResult insert(ObjectType type, Map<String, ?> input) {
    Draft draft = new Draft(transaction, type, null);
    Input.read(draft, input);
    int number = org.table(type).nextNumber();
    return save(draft, number, RecordId.of(type.keyPrefix(), number));
  }

  SaveResult update(ObjectType type, @Nullable String givenId, Map<String, ?> input) {
    if (givenId == null || givenId.isBlank()) {
      return SaveResult.refused(
          null, DmlError.of("MISSING_ARGUMENT", "Id not specified in an update call", "Id"));
    }
    String id = RecordId.normal(givenId);
    if (id == null) {
      return SaveResult.refused(
          null,
          DmlError.of(
              "MALFORMED_ID", type.label() + " ID: id value of incorrect type: " + givenId, "Id"));
    }
    if (!RecordId.prefix(id).equals(type.keyPrefix())) {
      return SaveResult.refused(
          id,
          DmlError.of(
              "MALFORMED_ID", type.label() + " ID: id value of incorrect type: " + givenId, "Id"));
    }
    if (!transaction.lock(id)) {
      return SaveResult.refused(id, Locking.refused(List.of(id)));
    }
    Row before = transaction.find(id);
    if (before == null) {
      return SaveResult.refused(
          id, DmlError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    }
    if (before.isDeleted()) {
      return SaveResult.refused(id, DmlError.of("ENTITY_IS_DELETED", "entity is deleted"));
    }
    Draft draft = new Draft(transaction, type, before);
    Input.read(draft, input);
    return save(draft, before.number(), id);
  }

  SaveResult upsert(ObjectType type, Field key, Object value, Map<String, ?> input) {
    if (key.type() == FieldType.ID) {
      return update(type, value.toString(), input);
    }
    Object stored;
    try {
      stored = Coercion.toStored(key, value);
    } catch (Coercion.Unfit e) {
      return SaveResult.refused(null, e.error(key));
    }
    if (stored == null) {
      return SaveResult.refused(
          null, DmlError.of("MISSING_ARGUMENT", key.name() + " not specified", key.name()));
    }
    String lock = type.name() + "." + key.name() + "=" + HashIndex.key(stored);
    if (!transaction.lock(lock)) {
      return SaveResult.refused(null, Locking.refused(List.of()));
    }
    List<Row> matches = transaction.rowsWith(type, key, stored);
    if (matches.size() > 1) {
      List<String> ids = matches.stream().map(Row::id).toList();
      return SaveResult.refused(
          null,
          DmlError.of(
              "DUPLICATE_EXTERNAL_ID",
              key.name() + ": more than one record found for external id field: " + ids,
              key.name()));
    }
    if (matches.size() == 1) {
      return update(type, matches.getFirst().id(), input);
    }
    Draft draft = new Draft(transaction, type, null);
    Input.read(draft, input);
    draft.set(key, stored);
    int number = org.table(type).nextNumber();
    return save(draft, number, RecordId.of(type.keyPrefix(), number));
  }

  private SaveResult save(Draft draft, int number, String id) {
    boolean isNew = draft.isNew();
    if (draft.errors().isEmpty()) {
      fillIn(draft);
      org.rules().forEach(rule -> rule.before(draft));
    }
    if (draft.errors().isEmpty()) {
      Checks.all(draft);
    }
    if (draft.errors().isEmpty()) {
      org.rules().forEach(rule -> rule.check(draft));
    }
    if (draft.errors().isEmpty()) {
      Locking.lockParents(draft);
      Locking.claimUniqueValues(draft, id);
    }
    if (!draft.errors().isEmpty()) {
      return SaveResult.refused(isNew ? null : id, isNew, draft.errors());
    }
    Row row = new Row(draft.type(), number, id, draft.values());
    transaction.put(isNew ? Change.Kind.CREATE : Change.Kind.UPDATE, row);
    org.rules().forEach(rule -> rule.after(draft, row));
    return draft.errors().isEmpty()
        ? SaveResult.saved(id, isNew)
        : SaveResult.refused(isNew ? null : id, isNew, draft.errors());
  }

  private void fillIn(Draft draft) {
    Instant now = org.clock().second();
    String me = transaction.actor().userId();
    if (draft.isNew()) {
      draft.type().fields().forEach(field -> fillDefault(draft, field));
      stamp(draft, "CreatedDate", now);
      stamp(draft, "CreatedById", me);
    }
    stamp(draft, "LastModifiedDate", now);
    stamp(draft, "LastModifiedById", me);
    stamp(draft, "SystemModstamp", now);
  }

  private void stamp(Draft draft, String field, Object value) {
    if (!(transaction.actor().setsSystemFields() && draft.gave(field))) {
      draft.setIfThere(field, value);
    }
  }

  private void fillDefault(Draft draft, Field field) {
    if (field.slot() == Field.NO_SLOT) {
      return;
    }
    Object now = draft.values()[field.slot()];
    boolean leftOut = !draft.given().contains(field);
    if (now == null && (leftOut || !field.is(Flag.NILLABLE))) {
      draft.set(field, defaultOf(field));
    }
  }

  private @Nullable Object defaultOf(Field field) {
    String value = field.defaultValue();
    if ("me".equals(value)) {
      return transaction.actor().userId();
    }
    String text = value != null ? value : field.picklistDefault();
    if (text == null) {
      return field.type() == FieldType.BOOLEAN ? false : null;
    }
    try {
      return Coercion.toStored(field, text);
    } catch (Coercion.Unfit e) {
      return null;
    }
  }
}
