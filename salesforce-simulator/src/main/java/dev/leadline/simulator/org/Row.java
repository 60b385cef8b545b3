package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * One version of one record; never changed after it was made.
 *
 * <p>Values are String (text, picklists and 18-character ids), Boolean, Integer, Double, LocalDate,
 * LocalTime or Instant. Computed fields are read through {@link Org#value}.
 */
public final class Row {

  private final ObjectType type;
  private final int number;
  private final String id;
  private final @Nullable Object[] values;

  Row(ObjectType type, int number, String id, @Nullable Object[] values) {
    this.type = type;
    this.number = number;
    this.id = id;
    this.values = values;
  }

  public ObjectType type() {
    return type;
  }

  /** The 18-character id. */
  public String id() {
    return id;
  }

  int number() {
    return number;
  }

  /** The stored value of a field; false, never null, for booleans. */
  public @Nullable Object get(Field field) {
    if (field.type() == FieldType.ID) {
      return id;
    }
    int slot = field.slot();
    Object value = slot >= 0 && slot < values.length ? values[slot] : null;
    return value == null && field.type() == FieldType.BOOLEAN ? false : value;
  }

  /** The stored value of a field by its name. */
  public @Nullable Object get(String fieldName) {
    Field field = type.field(fieldName);
    return field == null ? null : get(field);
  }

  /** The text in a field, or null. */
  public @Nullable String text(String fieldName) {
    return get(fieldName) instanceof String text ? text : null;
  }

  /** True when a boolean field is set. */
  public boolean isTrue(String fieldName) {
    return Boolean.TRUE.equals(get(fieldName));
  }

  /** In the recycle bin. */
  public boolean isDeleted() {
    return isTrue("IsDeleted");
  }

  @Nullable Object[] copyOfValues() {
    @Nullable Object[] copy = new Object[Math.max(type.slots(), values.length)];
    System.arraycopy(values, 0, copy, 0, values.length);
    return copy;
  }

  @Override
  public String toString() {
    return type + " " + id;
  }
}
