package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import org.jspecify.annotations.Nullable;

/** Finds the objects and fields that a request names, as far as the user may see them. */
final class Targets {

  private Targets() {}

  static @Nullable ObjectType visible(Org org, String userId, String name) {
    ObjectType type = org.schema().object(name);
    return type != null && org.access().sees(userId, type) ? type : null;
  }

  /** The object named in a URL; 404 when there is none. */
  static ObjectType inUrl(Org org, Call call, String name) {
    ObjectType type = visible(org, call.userId(), name);
    if (type == null) {
      throw Refusal.notFound();
    }
    return type;
  }

  /** The field that an upsert URL names; it must be an external id or idLookup field. */
  static Field key(Org org, Call call, ObjectType type, String name) {
    Field field = type.field(name);
    boolean usable =
        field != null && field.isUpsertKey() && org.access().sees(call.userId(), type, field);
    if (field == null || !usable) {
      throw Refusal.of(
          404,
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + name);
    }
    return field;
  }
}
