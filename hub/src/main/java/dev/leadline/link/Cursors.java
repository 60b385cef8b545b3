package dev.leadline.link;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The store of how far the changes of a remote have been read. */
public final class Cursors {
  /** A position, and when it last moved. */
  public record Cursor(String position, Instant movedAt) {}

  private final Jdbi jdbi;

  public Cursors(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<Cursor> find(int unit, String remote, String stream) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT position, updated_at FROM sync_cursor
                WHERE unit = :unit AND remote = :remote AND stream = :stream
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("stream", stream)
            .map((row, at) ->
                new Cursor(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
            .findOne());
  }

  /** Sets a cursor, wherever it was. */
  public void begin(int unit, String remote, String stream, String position, Instant now) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                INSERT INTO sync_cursor (unit, remote, stream, position, updated_at)
                VALUES (:unit, :remote, :stream, :position, :now)
                ON CONFLICT (unit, remote, stream)
                DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("stream", stream)
            .bind("position", position)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Removes a cursor; false: somebody else moved it first, and nothing was done. */
  public boolean end(Handle tx, int unit, String remote, String stream, String at) {
    return tx.createUpdate(
                """
                DELETE FROM sync_cursor
                WHERE unit = :unit AND remote = :remote AND stream = :stream AND position = :at
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("stream", stream)
            .bind("at", at)
            .execute()
        == 1;
  }

  /** Where a cursor was and where it goes; from null: it is the first position. */
  public record Step(int unit, String remote, String stream, @Nullable String from, String to) {}

  /** Moves a cursor; false: somebody else moved it first, and nothing was done. */
  public boolean move(Handle tx, Step step, Instant now) {
    String sql =
        step.from() == null
            ? """
            INSERT INTO sync_cursor (unit, remote, stream, position, updated_at)
            VALUES (:unit, :remote, :stream, :to, :now)
            ON CONFLICT DO NOTHING
            """
            : """
            UPDATE sync_cursor SET position = :to, updated_at = :now
            WHERE unit = :unit AND remote = :remote AND stream = :stream AND position = :from
            """;
    var update =
        tx.createUpdate(sql)
            .bind("unit", step.unit())
            .bind("remote", step.remote())
            .bind("stream", step.stream())
            .bind("to", step.to())
            .bind("now", now.atOffset(ZoneOffset.UTC));
    return (step.from() == null ? update : update.bind("from", step.from())).execute() == 1;
  }
}
