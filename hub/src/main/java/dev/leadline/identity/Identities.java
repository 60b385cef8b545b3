package dev.leadline.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The store of keys: one statement each to find, claim and release any number of them. */
public final class Identities {
  private static final Map<Short, KeyKind> BY_CODE = new HashMap<>();

  static {
    for (KeyKind kind : KeyKind.values()) {
      BY_CODE.put(kind.code(), kind);
    }
  }

  /** A key in the unit that it belongs to. */
  public record Held(int unit, Key key) {
    static final Comparator<Held> ORDER =
        Comparator.comparingInt(Held::unit)
            .thenComparing(held -> held.key().kind())
            .thenComparing(held -> held.key().value());
  }

  /** The prospects that these keys name; an unknown key is absent. */
  public Map<Held, Long> find(Connection tx, Collection<Held> keys) throws SQLException {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<Held, Long> found = HashMap.newHashMap(keys.size());
    try (PreparedStatement statement =
        tx.prepareStatement(
            """
            SELECT k.unit, k.kind, k.value, k.prospect
            FROM unnest(?::int[], ?::smallint[], ?::text[]) AS wanted (unit, kind, value)
            JOIN identity_key k USING (unit, kind, value)
            """)) {
      bind(tx, statement, List.copyOf(keys));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(held(rows), rows.getLong(4));
        }
      }
    }
    return found;
  }

  /**
   * Makes each key name its prospect, unless it names another already.
   *
   * @return the keys that could not be claimed
   */
  public Set<Held> claim(Connection tx, Map<Held, Long> keys) throws SQLException {
    if (keys.isEmpty()) {
      return Set.of();
    }
    // One order for all, or two transactions could each wait for the other.
    List<Held> order = keys.keySet().stream().sorted(Held.ORDER).toList();
    Set<Held> refused = new HashSet<>(order);
    try (PreparedStatement statement =
        tx.prepareStatement(
            """
            INSERT INTO identity_key (unit, kind, value, prospect)
            SELECT * FROM unnest(?::int[], ?::smallint[], ?::text[], ?::bigint[])
            ON CONFLICT DO NOTHING
            RETURNING unit, kind, value
            """)) {
      bind(tx, statement, order);
      statement.setArray(
          4, tx.createArrayOf("bigint", order.stream().map(keys::get).toArray(Long[]::new)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          refused.remove(held(rows));
        }
      }
    }
    return refused;
  }

  /** The keys that name a prospect. */
  public List<Key> of(Handle tx, long prospect) {
    return tx.createQuery(
            """
            SELECT unit, kind, value FROM identity_key WHERE prospect = :prospect
            ORDER BY kind, value
            """)
        .bind("prospect", prospect)
        .map((row, at) -> held(row).key())
        .list();
  }

  /** Takes keys away from whomever they name. */
  public void release(Connection tx, Collection<Held> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        tx.prepareStatement(
            """
            DELETE FROM identity_key k
            USING unnest(?::int[], ?::smallint[], ?::text[]) AS gone (unit, kind, value)
            WHERE k.unit = gone.unit AND k.kind = gone.kind AND k.value = gone.value
            """)) {
      bind(tx, statement, List.copyOf(keys));
      statement.executeUpdate();
    }
  }

  private static void bind(Connection tx, PreparedStatement statement, List<Held> keys)
      throws SQLException {
    Integer[] units = new Integer[keys.size()];
    Short[] kinds = new Short[keys.size()];
    String[] values = new String[keys.size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = keys.get(i).unit();
      kinds[i] = keys.get(i).key().kind().code();
      values[i] = keys.get(i).key().value();
    }
    statement.setArray(1, tx.createArrayOf("int4", units));
    statement.setArray(2, tx.createArrayOf("int2", kinds));
    statement.setArray(3, tx.createArrayOf("text", values));
  }

  private static Held held(ResultSet row) throws SQLException {
    KeyKind kind = BY_CODE.get(row.getShort(2));
    if (kind == null) {
      throw new IllegalStateException("identity_key holds the unknown kind " + row.getShort(2));
    }
    return new Held(row.getInt(1), new Key(kind, row.getString(3)));
  }
}
