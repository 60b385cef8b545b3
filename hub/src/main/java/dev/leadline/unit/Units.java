package dev.leadline.unit;

import dev.leadline.unit.Unit.Matching;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** The store of business units. They are few and read for every call, so they are remembered. */
public final class Units {
  private final Jdbi jdbi;
  private final Map<Integer, Unit> known = new ConcurrentHashMap<>();

  public Units(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Throws {@link IllegalArgumentException} when there is no such unit. */
  public Unit get(int id) {
    return known.computeIfAbsent(id, this::load);
  }

  public List<Unit> all() {
    return jdbi.withHandle(
        tx -> tx.createQuery("SELECT * FROM unit ORDER BY id").map((row, at) -> read(row)).list());
  }

  /** Replaces a unit's name and matching settings. */
  public void save(Unit unit) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                UPDATE unit
                SET name = :name, matching = :matching, lookup_field = :lookupField,
                    lookup_by_user_id = :byUserId, direct_lookup = :direct
                WHERE id = :id
                """)
            .bind("id", unit.id())
            .bind("name", unit.name())
            .bind("matching", unit.matching().name().toLowerCase(Locale.ROOT))
            .bind("lookupField", unit.lookupField())
            .bind("byUserId", unit.lookupByUserId())
            .bind("direct", unit.directLookup())
            .execute());
    known.put(unit.id(), unit);
  }

  /** Forgets what was remembered, so that an edit made on another node is seen. */
  public void forget() {
    known.clear();
  }

  private Unit load(int id) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM unit WHERE id = :id")
            .bind("id", id)
            .map((row, at) -> read(row))
            .findOne()
            .orElseThrow(() -> new IllegalArgumentException("There is no unit " + id + ".")));
  }

  private static Unit read(ResultSet row) throws SQLException {
    return new Unit(
        row.getInt("id"),
        row.getString("name"),
        Matching.valueOf(row.getString("matching").toUpperCase(Locale.ROOT)),
        row.getString("lookup_field"),
        row.getBoolean("lookup_by_user_id"),
        row.getBoolean("direct_lookup"));
  }
}
