package dev.leadline.ingest;

import dev.leadline.db.RoundTrip;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The store of signals and their fates. */
public final class Signals {
  /** A signal and what became of it. */
  record Fated(Signal signal, Fate fate, @Nullable String note, @Nullable Long prospect) {}

  /** A signal as the debugger shows it. */
  public record Row(
      int source,
      long id,
      String messageId,
      String type,
      Instant receivedAt,
      Fate fate,
      @Nullable String note,
      @Nullable Long prospect,
      String payload) {}

  /** Tells a signal from all others, as its sender does. */
  record Name(int source, String messageId) {
    static Name of(Signal signal) {
      return new Name(signal.source(), signal.messageId());
    }
  }

  private final Jdbi jdbi;

  public Signals(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A page of a source's signals, newest first.
   *
   * @param before the id of the last row of the page before, or {@link Long#MAX_VALUE}
   */
  public List<Row> latest(int source, Optional<Fate> fate, long before, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT * FROM signal
                WHERE source = :source AND id < :before
                  AND (:fate::text IS NULL OR fate = :fate)
                ORDER BY id DESC LIMIT :limit
                """)
            .bind("source", source)
            .bind("before", before)
            .bind("fate", fate.map(Fate::name).orElse(null))
            .bind("limit", limit)
            .map((row, at) -> read(row))
            .list());
  }

  public Optional<Row> find(int source, long id) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM signal WHERE source = :source AND id = :id")
            .bind("source", source)
            .bind("id", id)
            .map((row, at) -> read(row))
            .findOne());
  }

  /** Forgets signals received before; answers how many. A signal is known as long as it is kept. */
  public int forget(Instant before, int limit) {
    return jdbi.withHandle(tx ->
        tx.createUpdate(
                """
                DELETE FROM signal WHERE (source, id) IN (
                  SELECT source, id FROM signal WHERE received_at < :before LIMIT :limit)
                """)
            .bind("before", before.atOffset(java.time.ZoneOffset.UTC))
            .bind("limit", limit)
            .execute());
  }

  /**
   * Adds what tells which of the signals are kept already. The answer is filled when the round trip
   * is run.
   */
  Set<Name> seen(RoundTrip looks, Collection<Signal> signals) throws SQLException {
    List<Signal> asked = List.copyOf(signals);
    Set<Name> seen = new HashSet<>();
    Connection tx = looks.connection();
    looks.query(
        rows -> {
          while (rows.next()) {
            seen.add(new Name(rows.getInt(1), rows.getString(2)));
          }
        },
        """
        SELECT s.source, s.message_id
        FROM unnest(?::int[], ?::text[]) AS asked (source, message_id)
        JOIN signal s USING (source, message_id)
        """,
        tx.createArrayOf("int4", asked.stream().map(Signal::source).toArray(Integer[]::new)),
        tx.createArrayOf("text", asked.stream().map(Signal::messageId).toArray(String[]::new)));
    return seen;
  }

  /**
   * Adds what keeps signals with their fates. The round trip fails with a unique violation when
   * another transaction kept one of them meanwhile.
   */
  void keep(RoundTrip writes, List<Fated> signals) throws SQLException {
    if (signals.isEmpty()) {
      return;
    }
    Connection tx = writes.connection();
    writes.update(
        """
        INSERT INTO signal (source, message_id, type, received_at, occurred_at, fate, note,
                            prospect, payload)
        SELECT * FROM unnest(?::int[], ?::text[], ?::text[], ?::timestamptz[],
                             ?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::text[])
        """,
        column(tx, "int4", signals, row -> row.signal.source()),
        column(tx, "text", signals, row -> row.signal.messageId()),
        column(tx, "text", signals, row -> row.signal.type()),
        column(tx, "timestamptz", signals, row -> row.signal.receivedAt().toString()),
        column(tx, "timestamptz", signals, row -> row.signal.occurredAt().toString()),
        column(tx, "text", signals, row -> row.fate.name()),
        column(tx, "text", signals, row -> row.note),
        column(tx, "int8", signals, row -> row.prospect),
        column(tx, "text", signals, row -> row.signal.payload()));
  }

  private static Array column(
      Connection connection, String type, List<Fated> rows, Function<Fated, @Nullable Object> value)
      throws SQLException {
    Object[] column =
        switch (type) {
          case "int8" -> new Long[rows.size()];
          case "int4" -> new Integer[rows.size()];
          default -> new String[rows.size()];
        };
    Arrays.setAll(column, i -> value.apply(rows.get(i)));
    return connection.createArrayOf(type, column);
  }

  private static Row read(ResultSet row) throws SQLException {
    long prospect = row.getLong("prospect");
    return new Row(
        row.getInt("source"),
        row.getLong("id"),
        row.getString("message_id"),
        row.getString("type"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        Fate.valueOf(row.getString("fate")),
        row.getString("note"),
        prospect == 0 ? null : prospect,
        row.getString("payload"));
  }
}
