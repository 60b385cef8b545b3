package dev.leadline.outbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * How a message that was being sent comes back. Where a newer message of the same prospect already
 * waits, the old one is dropped: the newer tells all.
 */
final class Returns {
  private static final String DROP_WHERE_NEWER_WAITS =
      """
      DELETE FROM outbox o WHERE %s AND EXISTS (
        SELECT FROM outbox w WHERE w.courier = o.courier AND w.prospect = o.prospect
          AND w.state = 'waiting')
      """;

  private Returns() {}

  static void done(Handle tx, List<Long> ids) {
    if (!ids.isEmpty()) {
      tx.createUpdate("DELETE FROM outbox WHERE id = ANY (:ids) AND state = 'sending'")
          .bindArray("ids", Long.class, ids)
          .execute();
    }
  }

  static void later(Handle tx, Message message, Instant due, String note) {
    dropWhereNewerWaits(tx, message);
    tx.createUpdate(
            """
            UPDATE outbox SET state = 'waiting', attempts = attempts + 1, due_at = :due,
              note = :note, claimed_by = NULL, claimed_at = NULL
            WHERE id = :id AND state = 'sending'
            """)
        .bind("id", message.id())
        .bind("due", due.atOffset(ZoneOffset.UTC))
        .bind("note", note)
        .execute();
  }

  static void park(Handle tx, Message message, String note) {
    dropWhereNewerWaits(tx, message);
    tx.createUpdate(
            """
            UPDATE outbox SET state = 'parked', attempts = attempts + 1, note = :note,
              claimed_by = NULL, claimed_at = NULL
            WHERE id = :id AND state = 'sending'
            """)
        .bind("id", message.id())
        .bind("note", note)
        .execute();
  }

  static int rescue(Handle tx, Instant stale, Instant now) {
    String silent = "o.state = 'sending' AND o.claimed_at < :stale";
    tx.createUpdate(DROP_WHERE_NEWER_WAITS.formatted(silent))
        .bind("stale", stale.atOffset(ZoneOffset.UTC))
        .execute();
    return tx.createUpdate(
            """
            UPDATE outbox SET state = 'waiting', due_at = :now, claimed_by = NULL,
              claimed_at = NULL, note = 'the courier fell silent'
            WHERE state = 'sending' AND claimed_at < :stale
            """)
        .bind("stale", stale.atOffset(ZoneOffset.UTC))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  private static void dropWhereNewerWaits(Handle tx, Message message) {
    tx.createUpdate(DROP_WHERE_NEWER_WAITS.formatted("o.id = :id AND o.state = 'sending'"))
        .bind("id", message.id())
        .execute();
  }
}
