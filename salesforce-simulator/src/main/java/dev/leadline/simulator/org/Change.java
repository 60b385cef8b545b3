package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one record: the first kind of change, the version before it and the
 * last version after.
 *
 * @param before null for a new record
 */
public record Change(Kind kind, @Nullable Row before, Row after) {

  /** The kinds of change that a subscriber hears of; a hard delete is silent. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE,
    HARD_DELETE
  }

  /** The stored fields whose value differs, in describe order; all filled ones for a new record. */
  public List<Field> changedFields() {
    return after.type().fields().stream()
        .filter(field -> field.slot() != Field.NO_SLOT)
        .filter(
            field -> !Objects.equals(before == null ? null : before.get(field), after.get(field)))
        .toList();
  }
}
