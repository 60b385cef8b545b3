package dev.leadline.simulator.automation;

import dev.leadline.simulator.metadata.ObjectType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule of the org. */
public sealed interface Rule {

  ObjectType type();

  /** Refuses records for which the condition holds, at a field or as a whole. */
  record Validation(ObjectType type, When when, String message, @Nullable String field)
      implements Rule {}

  /** A trigger whose code refuses records. */
  record Rejecting(ObjectType type, When when, String message) implements Rule {}

  /** Sets fields of records for which the condition holds, before they are saved. */
  record FieldUpdate(ObjectType type, When when, Map<String, @Nullable Object> values)
      implements Rule {}

  /**
   * Gives records to the owner of the first entry that holds; the active rule runs unless a request
   * says otherwise.
   */
  record Assignment(ObjectType type, String id, boolean active, List<Entry> entries)
      implements Rule {}

  /** One line of an assignment rule. */
  record Entry(When when, String ownerId) {}

  /**
   * Finds records with the same values in the given fields; alerts can be passed by a header,
   * blocks cannot.
   */
  record Duplicate(
      ObjectType type, String name, List<String> fields, List<ObjectType> against, boolean blocks)
      implements Rule {}

  /** Moves the SystemModstamp of the parent when a child is saved, as roll-ups do. */
  record TouchParent(ObjectType type, String lookup) implements Rule {}
}
