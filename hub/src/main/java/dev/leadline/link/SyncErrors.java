package dev.leadline.link;

import dev.leadline.connector.Remote.Remedy;
import dev.leadline.db.Database;
import dev.leadline.outbox.Lane;
import dev.leadline.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The store of what stands between a prospect and its record, and who must act. */
public final class SyncErrors {
  /** One prospect's error. */
  public record SyncError(
      long id,
      long prospect,
      String code,
      String message,
      Remedy remedy,
      List<String> fields,
      int seen,
      Instant firstAt,
      Instant lastAt) {}

  /**
   * The errors of one code.
   *
   * @param example the message of the latest
   */
  public record Group(String code, long count, String example, Remedy remedy, Instant lastAt) {}

  /** An error to keep. */
  public record Fault(
      long prospect, String code, String message, Remedy remedy, Collection<String> fields) {}

  private final Database database;
  private final Jdbi jdbi;
  private final Outbox outbox;

  public SyncErrors(Database database, Outbox outbox) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.outbox = outbox;
  }

  /** All codes, the most frequent first. */
  public List<Group> groups(int unit, String remote) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT code, count(*) AS n, (array_agg(message ORDER BY last_at DESC))[1] AS example,
                       (array_agg(remedy ORDER BY last_at DESC))[1] AS remedy,
                       max(last_at) AS last_at
                FROM sync_error WHERE unit = :unit AND remote = :remote
                GROUP BY code ORDER BY n DESC, code
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .map((row, at) ->
                new Group(
                    row.getString("code"),
                    row.getLong("n"),
                    row.getString("example"),
                    remedy(row.getString("remedy")),
                    row.getObject("last_at", OffsetDateTime.class).toInstant()))
            .list());
  }

  /**
   * A page of errors, the latest kept first.
   *
   * @param code null: of every code
   * @param before the id of the last error of the page before, or {@link Long#MAX_VALUE}
   */
  public List<SyncError> page(
      int unit, String remote, @Nullable String code, long before, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT * FROM sync_error
                WHERE unit = :unit AND remote = :remote AND id < :before
                  AND (cast(:code AS text) IS NULL OR code = :code)
                ORDER BY id DESC LIMIT :limit
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("code", code)
            .bind("before", before)
            .bind("limit", limit)
            .map((row, at) -> read(row))
            .list());
  }

  public Optional<SyncError> find(int unit, String remote, long prospect) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT * FROM sync_error
                WHERE unit = :unit AND remote = :remote AND prospect = :prospect
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("prospect", prospect)
            .map((row, at) -> read(row))
            .findOne());
  }

  /** Those of the prospects that have an error. */
  public List<Long> among(Handle tx, int unit, String remote, Collection<Long> prospects) {
    return tx.createQuery(
            """
            SELECT prospect FROM sync_error
            WHERE unit = :unit AND remote = :remote AND prospect = ANY (:prospects)
            """)
        .bind("unit", unit)
        .bind("remote", remote)
        .bindArray("prospects", Long.class, prospects)
        .mapTo(Long.class)
        .list();
  }

  /** Tries one prospect again; answers whether it had an error. */
  public boolean retry(int unit, String remote, long prospect) {
    return retry(unit, remote, "prospect = :which", prospect, Lane.PERSON) > 0;
  }

  /** Tries all prospects with errors of a code again; answers how many. */
  public int retryAll(int unit, String remote, String code) {
    return retry(unit, remote, "code = :which", code, Lane.FLOOD);
  }

  private int retry(int unit, String remote, String condition, Object which, Lane lane) {
    return database.atomically(tx -> {
      List<Long> prospects =
          tx.createQuery(
                  """
                  DELETE FROM sync_error
                  WHERE unit = :unit AND remote = :remote AND %s RETURNING prospect
                  """
                      .formatted(condition))
              .bind("unit", unit)
              .bind("remote", remote)
              .bind("which", which)
              .mapTo(Long.class)
              .list();
      outbox.append(tx, remote, unit, prospects, lane);
      return prospects.size();
    });
  }

  /** Keeps errors; a prospect has at most one, and one of the same code counts up. */
  public void keep(Handle tx, int unit, String remote, Collection<Fault> faults, Instant now) {
    if (faults.isEmpty()) {
      return;
    }
    var batch =
        tx.prepareBatch(
            """
            INSERT INTO sync_error AS e
              (unit, remote, prospect, code, message, remedy, fields, first_at, last_at)
            VALUES (:unit, :remote, :prospect, :code, :message, :remedy, :fields, :now, :now)
            ON CONFLICT (unit, remote, prospect) DO UPDATE
            SET code = excluded.code, message = excluded.message, remedy = excluded.remedy,
                fields = excluded.fields, last_at = excluded.last_at,
                seen = CASE WHEN e.code = excluded.code THEN e.seen + 1 ELSE 1 END,
                first_at = CASE WHEN e.code = excluded.code THEN e.first_at ELSE :now END
            """);
    for (Fault fault : faults) {
      batch
          .bind("unit", unit)
          .bind("remote", remote)
          .bind("prospect", fault.prospect())
          .bind("code", fault.code())
          .bind("message", fault.message())
          .bind("remedy", fault.remedy().name().toLowerCase(Locale.ROOT))
          .bindArray("fields", String.class, fault.fields())
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .add();
    }
    batch.execute();
  }

  /** Forgets the errors of prospects that are in step again. */
  public void clear(Handle tx, int unit, String remote, Collection<Long> prospects) {
    if (prospects.isEmpty()) {
      return;
    }
    tx.createUpdate(
            """
            DELETE FROM sync_error
            WHERE unit = :unit AND remote = :remote AND prospect = ANY (:prospects)
            """)
        .bind("unit", unit)
        .bind("remote", remote)
        .bindArray("prospects", Long.class, prospects)
        .execute();
  }

  private static SyncError read(ResultSet row) throws SQLException {
    return new SyncError(
        row.getLong("id"),
        row.getLong("prospect"),
        row.getString("code"),
        row.getString("message"),
        remedy(row.getString("remedy")),
        Arrays.asList((String[]) row.getArray("fields").getArray()),
        row.getInt("seen"),
        row.getObject("first_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_at", OffsetDateTime.class).toInstant());
  }

  private static Remedy remedy(String stored) {
    return Remedy.valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
