package dev.leadline.prospect;

import dev.leadline.db.RoundTrip;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The history of prospects: who changed what, and when. */
public final class ChangeLog {
  /**
   * One hand's change of one prospect.
   *
   * @param delta what changed: a field name, or a name in {@link Draft}
   */
  public record Entry(long id, Instant at, Origin origin, Map<String, Draft.Step> delta) {}

  private final Jdbi jdbi;

  public ChangeLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A page of a prospect's history, newest first.
   *
   * @param before the id of the last entry of the page before, or {@link Long#MAX_VALUE}
   */
  public List<Entry> of(long prospect, long before, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT id, changed_at, origin, origin_id, delta FROM prospect_change
                WHERE prospect = :prospect AND id < :before ORDER BY id DESC LIMIT :limit
                """)
            .bind("prospect", prospect)
            .bind("before", before)
            .bind("limit", limit)
            .map((row, at) ->
                new Entry(
                    row.getLong("id"),
                    row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                    new Origin(
                        Origin.Kind.valueOf(row.getString("origin")), row.getLong("origin_id")),
                    Json.delta(row.getString("delta"))))
            .list());
  }

  static void append(RoundTrip writes, Collection<Draft> drafts, Instant now) throws SQLException {
    List<Long> prospects = new ArrayList<>();
    List<String> origins = new ArrayList<>();
    List<Long> originIds = new ArrayList<>();
    List<String> deltas = new ArrayList<>();
    for (Draft draft : drafts) {
      for (Draft.Revision revision : draft.revisions()) {
        prospects.add(draft.id());
        origins.add(revision.origin().kind().name());
        originIds.add(revision.origin().id());
        deltas.add(Json.delta(revision.delta()));
      }
    }
    if (prospects.isEmpty()) {
      return;
    }
    Connection tx = writes.connection();
    writes.update(
        """
        INSERT INTO prospect_change (prospect, origin, origin_id, delta, changed_at)
        SELECT n.prospect, n.origin, n.origin_id, n.delta::jsonb, ?
        FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[])
          AS n (prospect, origin, origin_id, delta)
        """,
        Prospects.utc(now),
        tx.createArrayOf("int8", prospects.toArray(Long[]::new)),
        tx.createArrayOf("text", origins.toArray(String[]::new)),
        tx.createArrayOf("int8", originIds.toArray(Long[]::new)),
        tx.createArrayOf("text", deltas.toArray(String[]::new)));
  }
}
