package dev.leadline.link;

import dev.leadline.connector.Remote.Place;
import dev.leadline.prospect.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The store of links. States: linked, deleted (over there; not created again until allowed). */
public final class Links {
  private final Jdbi jdbi;

  public Links(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<Link> find(int unit, String remote, long prospect) {
    return jdbi.withHandle(
        tx -> Optional.ofNullable(of(tx, unit, remote, List.of(prospect)).get(prospect)));
  }

  /** How many links are in each state. */
  public Map<String, Long> counts(int unit, String remote) {
    Map<String, Long> counts = new HashMap<>();
    jdbi.useHandle(tx ->
        tx.createQuery(
                """
                SELECT state, count(*) FROM sync_link
                WHERE unit = :unit AND remote = :remote GROUP BY state
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .map((row, at) -> Map.entry(row.getString(1), row.getLong(2)))
            .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
    return counts;
  }

  /**
   * The next prospects with a record; none: there are no more.
   *
   * @param after the last one seen, at first 0
   */
  public List<Long> after(int unit, String remote, long after, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT prospect FROM sync_link
                WHERE unit = :unit AND remote = :remote AND prospect > :after AND state = 'linked'
                ORDER BY prospect LIMIT :limit
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("after", after)
            .bind("limit", limit)
            .mapTo(Long.class)
            .list());
  }

  /** Asks for a look at the record even if nothing of ours has changed. */
  public void look(Handle tx, int unit, String remote, Collection<Long> prospects) {
    tx.createUpdate(
            """
            UPDATE sync_link SET look = true
            WHERE unit = :unit AND remote = :remote AND prospect = ANY (:prospects)
            """)
        .bind("unit", unit)
        .bind("remote", remote)
        .bindArray("prospects", Long.class, prospects)
        .execute();
  }

  /**
   * Forgets a record that was deleted over there, so that another may be created. Answers whether
   * there was one.
   */
  public boolean allowAgain(int unit, String remote, long prospect) {
    return jdbi.withHandle(tx ->
        tx.createUpdate(
                """
                DELETE FROM sync_link WHERE unit = :unit AND remote = :remote
                  AND prospect = :prospect AND state = 'deleted'
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("prospect", prospect)
            .execute())
        > 0;
  }

  /** The links of prospects, by prospect. */
  public Map<Long, Link> of(Handle tx, int unit, String remote, Collection<Long> prospects) {
    Map<Long, Link> links = HashMap.newHashMap(prospects.size());
    tx.createQuery(
            """
            SELECT * FROM sync_link
            WHERE unit = :unit AND remote = :remote AND prospect = ANY (:prospects)
            """)
        .bind("unit", unit)
        .bind("remote", remote)
        .bindArray("prospects", Long.class, prospects)
        .map((row, at) -> read(row))
        .forEach(link -> links.put(link.prospect(), link));
    return links;
  }

  /** The links of records, by the record's id. */
  public Map<String, Link> ofRecords(Handle tx, int unit, String remote, Collection<String> ids) {
    Map<String, Link> links = HashMap.newHashMap(ids.size());
    tx.createQuery(
            """
            SELECT * FROM sync_link
            WHERE unit = :unit AND remote = :remote AND remote_id = ANY (:ids)
            """)
        .bind("unit", unit)
        .bind("remote", remote)
        .bindArray("ids", String.class, ids)
        .map((row, at) -> read(row))
        .forEach(link -> links.put(link.place().id(), link));
    return links;
  }

  /** Keeps links as they are now. The caller holds the prospects' locks. */
  public void save(Handle tx, String remote, Collection<Link> links) {
    if (links.isEmpty()) {
      return;
    }
    List<Link> rows = List.copyOf(links);
    tx.createUpdate(
            """
            INSERT INTO sync_link
              (remote, unit, prospect, type, remote_id, state, base, look, synced_at)
            SELECT :remote, unit, prospect, type, remote_id, state, base::jsonb, look,
                   synced_at::timestamptz
            FROM unnest(:units, :prospects, :types, :ids, :states, :bases, :looks, :times)
              AS n (unit, prospect, type, remote_id, state, base, look, synced_at)
            ON CONFLICT (unit, remote, prospect) DO UPDATE
            SET type = excluded.type, remote_id = excluded.remote_id, state = excluded.state,
                base = excluded.base, look = excluded.look, synced_at = excluded.synced_at
            """)
        .bind("remote", remote)
        .bindArray("units", Integer.class, rows.stream().map(Link::unit).toList())
        .bindArray("prospects", Long.class, rows.stream().map(Link::prospect).toList())
        .bindArray("types", String.class, rows.stream().map(row -> row.place().type()).toList())
        .bindArray("ids", String.class, rows.stream().map(row -> row.place().id()).toList())
        .bindArray("states", String.class, rows.stream().map(Links::state).toList())
        .bindArray("bases", String.class, rows.stream().map(row -> Json.texts(row.base())).toList())
        .bindArray("looks", Boolean.class, rows.stream().map(Link::look).toList())
        .bindArray("times", String.class, rows.stream().map(row -> utc(row.syncedAt())).toList())
        .execute();
  }

  private static String state(Link link) {
    return link.deleted() ? "deleted" : "linked";
  }

  private static String utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toString();
  }

  private static Link read(ResultSet row) throws SQLException {
    return new Link(
        row.getInt("unit"),
        row.getLong("prospect"),
        new Place(row.getString("type"), row.getString("remote_id")),
        row.getString("state").equals("deleted"),
        Map.copyOf(Json.texts(row.getString("base"))),
        row.getBoolean("look"),
        row.getObject("synced_at", OffsetDateTime.class).toInstant());
  }
}
