package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to being saved: the new values, the former version and the errors found so
 * far.
 */
public final class Draft {

  private final Transaction transaction;
  private final ObjectType type;
  private final @Nullable Row before;
  private final @Nullable Object[] values;
  private final Set<Field> given = new HashSet<>();
  private final List<DmlError> errors = new ArrayList<>();

  Draft(Transaction transaction, ObjectType type, @Nullable Row before) {
    this.transaction = transaction;
    this.type = type;
    this.before = before;
    this.values = before == null ? new Object[type.slots()] : before.copyOfValues();
  }

  public Transaction transaction() {
    return transaction;
  }

  public ObjectType type() {
    return type;
  }

  /** The version that is being changed, or null for a new record. */
  public @Nullable Row before() {
    return before;
  }

  public boolean isNew() {
    return before == null;
  }

  /** True when the caller named this field. */
  public boolean gave(String fieldName) {
    Field field = type.field(fieldName);
    return field != null && given.contains(field);
  }

  public @Nullable Object get(Field field) {
    Object value = field.slot() == Field.NO_SLOT ? null : values[field.slot()];
    return value == null && field.type() == FieldType.BOOLEAN ? false : value;
  }

  public @Nullable Object get(String fieldName) {
    Field field = type.field(fieldName);
    return field == null ? null : get(field);
  }

  public @Nullable String text(String fieldName) {
    return get(fieldName) instanceof String text ? text : null;
  }

  public void set(Field field, @Nullable Object value) {
    values[field.slot()] = value;
  }

  public void set(String fieldName, @Nullable Object value) {
    set(type.need(fieldName), value);
  }

  /** Sets a field if the object has it. */
  void setIfThere(String fieldName, @Nullable Object value) {
    Field field = type.field(fieldName);
    if (field != null && field.slot() != Field.NO_SLOT) {
      set(field, value);
    }
  }

  /** True when the value differs from the former version, or is filled in a new record. */
  public boolean changes(String fieldName) {
    return changes(type.need(fieldName));
  }

  boolean changes(Field field) {
    return !Objects.equals(before == null ? null : before.get(field), get(field));
  }

  /** Sets a field from a value as it comes over the wire; what does not fit is refused. */
  public void give(String fieldName, @Nullable Object value) {
    Field field = type.need(fieldName);
    try {
      set(field, Coercion.toStored(field, value));
    } catch (Coercion.Unfit e) {
      refuse(e.error(field));
    }
  }

  /** The record as it would be saved now. */
  public Row asRow() {
    return before == null
        ? new Row(type, 0, RecordId.of(type.keyPrefix(), 0), values.clone())
        : new Row(type, before.number(), before.id(), values.clone());
  }

  public void refuse(DmlError error) {
    errors.add(error);
  }

  public List<DmlError> errors() {
    return errors;
  }

  void markGiven(Field field) {
    given.add(field);
  }

  Set<Field> given() {
    return given;
  }

  @Nullable Object[] values() {
    return values;
  }
}
