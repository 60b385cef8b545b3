package dev.leadline.prospect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whose hands a stored prospect went through, by its history.
 *
 * @param first who created it; null: the history does not tell
 * @param last who changed it last, rules apart; null: the history does not tell
 */
public record Hands(@Nullable Origin first, @Nullable Origin last) {
  public static final Hands UNKNOWN = new Hands(null, null);

  /** The hands of each of these prospects, by id. */
  public static Map<Long, Hands> of(Handle tx, Collection<Long> prospects) {
    Map<Long, Hands> hands = HashMap.newHashMap(prospects.size());
    tx.createQuery(
            """
            SELECT p.id, f.origin AS first, f.origin_id AS first_id,
                   l.origin AS last, l.origin_id AS last_id
            FROM unnest(:prospects) AS p (id)
            LEFT JOIN LATERAL (
              SELECT c.origin, c.origin_id FROM prospect_change c
              WHERE c.prospect = p.id ORDER BY c.id LIMIT 1) f ON true
            LEFT JOIN LATERAL (
              SELECT c.origin, c.origin_id FROM prospect_change c
              WHERE c.prospect = p.id AND c.origin <> 'RULE' ORDER BY c.id DESC LIMIT 1) l ON true
            """)
        .bindArray("prospects", Long.class, prospects)
        .map((row, at) ->
            Map.entry(row.getLong("id"), new Hands(origin(row, "first"), origin(row, "last"))))
        .forEach(entry -> hands.put(entry.getKey(), entry.getValue()));
    return hands;
  }

  private static @Nullable Origin origin(ResultSet row, String column) throws SQLException {
    String kind = row.getString(column);
    return kind == null ? null : new Origin(Origin.Kind.valueOf(kind), row.getLong(column + "_id"));
  }
}
