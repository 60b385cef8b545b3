package dev.leadline.identity;

import dev.leadline.db.RoundTrip;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The store of keys: one statement each to find, claim and release any number of them. */
public final class Identities {
  private static final String CLAIM =
      """
      INSERT INTO identity_key (unit, kind, value, prospect)
      SELECT * FROM unnest(?::int[], ?::smallint[], ?::text[], ?::bigint[])
      """;

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
    RoundTrip looks = new RoundTrip(tx);
    Map<Held, Long> found = find(looks, keys);
    looks.run();
    return found;
  }

  /**
   * Adds what finds the prospects that these keys name. The answer is filled when the round trip is
   * run; an unknown key stays absent.
   */
  public Map<Held, Long> find(RoundTrip looks, Collection<Held> keys) throws SQLException {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<Held, Long> found = HashMap.newHashMap(keys.size());
    Columns columns = Columns.of(looks.connection(), keys);
    looks.query(
        rows -> {
          while (rows.next()) {
            found.put(held(rows), rows.getLong(4));
          }
        },
        """
        SELECT k.unit, k.kind, k.value, k.prospect
        FROM unnest(?::int[], ?::smallint[], ?::text[]) AS wanted (unit, kind, value)
        JOIN identity_key k USING (unit, kind, value)
        """,
        columns.units,
        columns.kinds,
        columns.values);
    return found;
  }

  /**
   * Adds what makes each key name its prospect. The round trip fails with a unique violation when
   * another transaction was first with one of them.
   */
  public void claim(RoundTrip writes, Map<Held, Long> keys) throws SQLException {
    claim(writes, keys, CLAIM);
  }

  /** Adds what makes each key name its prospect, unless it names another already. */
  public void claimIfFree(RoundTrip writes, Map<Held, Long> keys) throws SQLException {
    claim(writes, keys, CLAIM + "ON CONFLICT DO NOTHING");
  }

  private static void claim(RoundTrip writes, Map<Held, Long> keys, String sql)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    // One order for all, or two transactions could each wait for the other.
    List<Held> order = keys.keySet().stream().sorted(Held.ORDER).toList();
    Columns columns = Columns.of(writes.connection(), order);
    writes.update(
        sql,
        columns.units,
        columns.kinds,
        columns.values,
        writes
            .connection()
            .createArrayOf("int8", order.stream().map(keys::get).toArray(Long[]::new)));
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

  /** Adds what takes keys away from whomever they name. */
  public void release(RoundTrip writes, Collection<Held> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    Columns columns = Columns.of(writes.connection(), keys);
    writes.update(
        """
        DELETE FROM identity_key k
        USING unnest(?::int[], ?::smallint[], ?::text[]) AS gone (unit, kind, value)
        WHERE k.unit = gone.unit AND k.kind = gone.kind AND k.value = gone.value
        """,
        columns.units,
        columns.kinds,
        columns.values);
  }

  /** Keys as parameters of a statement. */
  private record Columns(Array units, Array kinds, Array values) {
    static Columns of(Connection tx, Collection<Held> keys) throws SQLException {
      Integer[] units = new Integer[keys.size()];
      Short[] kinds = new Short[keys.size()];
      String[] values = new String[keys.size()];
      int i = 0;
      for (Held held : keys) {
        units[i] = held.unit();
        kinds[i] = held.key().kind().code();
        values[i] = held.key().value();
        i++;
      }
      return new Columns(
          tx.createArrayOf("int4", units),
          tx.createArrayOf("int2", kinds),
          tx.createArrayOf("text", values));
    }
  }

  private static Held held(ResultSet row) throws SQLException {
    KeyKind kind = BY_CODE.get(row.getShort(2));
    if (kind == null) {
      throw new IllegalStateException("identity_key holds the unknown kind " + row.getShort(2));
    }
    return new Held(row.getInt(1), new Key(kind, row.getString(3)));
  }
}
