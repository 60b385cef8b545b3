package dev.leadline.prospect;

import dev.leadline.db.RoundTrip;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The store of prospects: one statement each to lock, insert, update and log any number of them.
 */
public final class Prospects {
  private static final int BLOCK = 1000;

  private final Jdbi jdbi;
  private long nextId = 0;
  private long blockEnd = 0;

  public Prospects(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<Prospect> find(long id) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM prospect WHERE id = :id")
            .bind("id", id)
            .map((row, at) -> read(row))
            .findOne());
  }

  /** All prospects of all units with this email, in any case. */
  public List<Prospect> withEmail(String email) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT p.* FROM unit u
                JOIN prospect p ON p.unit = u.id AND lower(p.fields ->> 'email') COLLATE "C" = :email
                ORDER BY p.id
                """)
            .bind("email", email.strip().toLowerCase(Locale.ROOT))
            .map((row, at) -> read(row))
            .list());
  }

  /** An id that no prospect has or will have, on this node or another. */
  public synchronized long newId(Connection tx) throws SQLException {
    if (nextId == blockEnd) {
      try (PreparedStatement statement = tx.prepareStatement("SELECT nextval('prospect_block')");
          ResultSet row = statement.executeQuery()) {
        row.next();
        nextId = (row.getLong(1) - 1) * BLOCK + 1;
        blockEnd = nextId + BLOCK;
      }
    }
    return nextId++;
  }

  /**
   * Reads prospects and keeps them from others until the transaction ends; unknown ids are absent.
   */
  public Map<Long, Prospect> lock(Connection tx, Collection<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Long, Prospect> found = HashMap.newHashMap(ids.size());
    try (PreparedStatement statement =
        tx.prepareStatement(
            "SELECT * FROM prospect WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE")) {
      statement.setArray(1, tx.createArrayOf("bigint", ids.toArray(Long[]::new)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Prospect prospect = read(rows);
          found.put(prospect.id(), prospect);
        }
      }
    }
    return found;
  }

  /** Adds what keeps the drafts, and the history of them. */
  public void write(RoundTrip writes, Collection<Draft> drafts, Instant now) throws SQLException {
    insert(writes, drafts.stream().filter(Draft::isNew).toList(), now);
    update(
        writes, drafts.stream().filter(draft -> !draft.isNew() && draft.changed()).toList(), now);
    touch(writes, drafts.stream().filter(Draft::onlyTouched).toList(), now);
    ChangeLog.append(writes, drafts, now);
  }

  private static void insert(RoundTrip writes, List<Draft> drafts, Instant now)
      throws SQLException {
    if (drafts.isEmpty()) {
      return;
    }
    List<Prospect> rows = drafts.stream().map(draft -> draft.after(now)).toList();
    Connection tx = writes.connection();
    writes.update(
        """
        INSERT INTO prospect
          (id, fields, observed, score, owner, tags, archived_at, unit, created_at, updated_at)
        SELECT n.id, n.fields::jsonb, n.observed::jsonb, n.score, n.owner, n.tags::text[],
               n.archived_at, n.unit, ?, ?
        FROM unnest(?::int[], ?::bigint[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[],
                    ?::timestamptz[])
          AS n (unit, id, fields, observed, score, owner, tags, archived_at)
        """,
        parameters(tx, rows, utc(now), utc(now), column(tx, "int4", rows, Prospect::unit)));
  }

  private static void update(RoundTrip writes, List<Draft> drafts, Instant now)
      throws SQLException {
    if (drafts.isEmpty()) {
      return;
    }
    List<Prospect> rows = drafts.stream().map(draft -> draft.after(now)).toList();
    Connection tx = writes.connection();
    writes.update(
        """
        UPDATE prospect p
        SET fields = n.fields::jsonb, observed = n.observed::jsonb, score = n.score,
            owner = n.owner, tags = n.tags::text[], archived_at = n.archived_at, updated_at = ?
        FROM unnest(?::bigint[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[],
                    ?::timestamptz[])
          AS n (id, fields, observed, score, owner, tags, archived_at)
        WHERE p.id = n.id
        """,
        parameters(tx, rows, utc(now)));
  }

  /** Times of observation alone: no index covers them, so this is a cheap update in place. */
  private static void touch(RoundTrip writes, List<Draft> drafts, Instant now) throws SQLException {
    if (drafts.isEmpty()) {
      return;
    }
    List<Prospect> rows = drafts.stream().map(draft -> draft.after(now)).toList();
    Connection tx = writes.connection();
    writes.update(
        """
        UPDATE prospect p SET observed = n.observed::jsonb
        FROM unnest(?::bigint[], ?::text[]) AS n (id, observed)
        WHERE p.id = n.id
        """,
        ids(tx, rows),
        observed(tx, rows));
  }

  /** Those that come first, and then the columns that insert and update share. */
  private static Object[] parameters(Connection tx, List<Prospect> rows, Object... first)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(first));
    parameters.add(ids(tx, rows));
    parameters.add(column(tx, "text", rows, row -> Json.texts(row.fields())));
    parameters.add(observed(tx, rows));
    parameters.add(column(tx, "int4", rows, Prospect::score));
    parameters.add(column(tx, "int8", rows, Prospect::owner));
    parameters.add(column(tx, "text", rows, row -> arrayLiteral(row.tags())));
    parameters.add(
        column(
            tx,
            "timestamptz",
            rows,
            row -> row.archivedAt() == null ? null : row.archivedAt().toString()));
    return parameters.toArray();
  }

  private static Array ids(Connection tx, List<Prospect> rows) throws SQLException {
    return column(tx, "int8", rows, Prospect::id);
  }

  private static Array observed(Connection tx, List<Prospect> rows) throws SQLException {
    return column(tx, "text", rows, row -> Json.times(row.observed()));
  }

  private static Array column(
      Connection tx, String type, List<Prospect> rows, Function<Prospect, @Nullable Object> value)
      throws SQLException {
    Object[] column =
        switch (type) {
          case "int8" -> new Long[rows.size()];
          case "int4" -> new Integer[rows.size()];
          default -> new String[rows.size()];
        };
    Arrays.setAll(column, i -> value.apply(rows.get(i)));
    return tx.createArrayOf(type, column);
  }

  /** The text of a text[] inside a text[]: arrays of arrays would all need one length. */
  private static String arrayLiteral(Collection<String> values) {
    StringBuilder literal = new StringBuilder("{");
    for (String value : values) {
      literal.append(literal.length() == 1 ? "\"" : ",\"");
      literal.append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return literal.append('}').toString();
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Prospect read(ResultSet row) throws SQLException {
    long owner = row.getLong("owner");
    Long ownerOrNull = row.wasNull() ? null : owner;
    return new Prospect(
        row.getLong("id"),
        row.getInt("unit"),
        Json.texts(row.getString("fields")),
        Json.times(row.getString("observed")),
        row.getInt("score"),
        ownerOrNull,
        new TreeSet<>(Arrays.asList((String[]) row.getArray("tags").getArray())),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        instant(row, "last_activity_at"),
        instant(row, "archived_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
