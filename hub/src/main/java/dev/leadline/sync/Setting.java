package dev.leadline.sync;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Mappings.Active;
import dev.leadline.connector.Policy;
import dev.leadline.crew.CrmUsers;
import dev.leadline.plan.Likeness;
import dev.leadline.plan.Planner;
import dev.leadline.prospect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What one round of a unit's sync goes by, read once at its beginning.
 *
 * @param users our user's id → the id over there
 */
record Setting(
    int unit,
    String remote,
    Policy policy,
    Active mapping,
    Map<String, Field> fields,
    Map<Long, String> users) {

  static Setting read(Handle tx, Connector connector, Stores stores, Rooms rooms) {
    CrmUsers crmUsers = rooms.crmUsers();
    int unit = connector.unit();
    return new Setting(
        unit,
        connector.remote(),
        connector.policy(),
        stores.mappings().active(unit, connector.remote()),
        rooms.fields().of(unit),
        crmUsers.of(tx, unit));
  }

  Planner planner() {
    return new Planner(new Likeness(fields, new HashSet<>(users.values()), policy.filler()));
  }

  /** The id over there → our user's id. */
  Map<String, Long> usersByCrmId() {
    Map<String, Long> byId = new HashMap<>();
    users.forEach((user, crmId) -> byId.put(crmId, user));
    return byId;
  }
}
