package dev.leadline.simulator.metadata;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of an object: everything that describe says and the store must know.
 *
 * @param slot the place of its value in a row, or {@link #NO_SLOT} when it is computed
 */
public record Field(
    String name,
    String label,
    FieldType type,
    int length,
    int scale,
    Set<Flag> flags,
    Reference reference,
    List<PicklistValue> picklist,
    @Nullable String defaultValue,
    @Nullable String compound,
    int slot) {

  public static final int NO_SLOT = -1;

  public Field {
    flags = Set.copyOf(flags);
    picklist = List.copyOf(picklist);
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** A value must be given when a row is made. */
  public boolean isRequired() {
    return is(Flag.CREATEABLE)
        && !is(Flag.NILLABLE)
        && type != FieldType.BOOLEAN
        && defaultValue == null
        && picklistDefault() == null;
  }

  /** The picklist entry that a new row gets when nothing is given. */
  public @Nullable String picklistDefault() {
    return picklist.stream()
        .filter(PicklistValue::isDefault)
        .map(PicklistValue::value)
        .findFirst()
        .orElse(null);
  }

  /** Rows may be found by this field in an upsert. */
  public boolean isUpsertKey() {
    return is(Flag.EXTERNAL_ID) || is(Flag.ID_LOOKUP);
  }

  Field at(int newSlot) {
    return new Field(
        name,
        label,
        type,
        length,
        scale,
        flags,
        reference,
        picklist,
        defaultValue,
        compound,
        newSlot);
  }
}
