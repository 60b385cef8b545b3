package dev.leadline.outbox;

import dev.leadline.prospect.Draft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The store of messages. States: waiting, sending (claimed by a courier that beats), parked; a
 * delivered message is deleted. Per courier and prospect at most one waits and one is being sent.
 */
public final class Outbox {
  /**
   * How a prospect's message stands.
   *
   * @param state waiting, sending or parked
   * @param note what the last attempt said
   */
  public record Standing(
      String state, int attempts, Instant since, Instant dueAt, @Nullable String note) {}

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final List<Courier> couriers = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public Outbox(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** From now on this courier is told of changes that it wants. */
  public void register(Courier courier) {
    couriers.add(courier);
  }

  /** Calls the listener whenever messages have come and are durable; it must return at once. */
  public void onAppend(Runnable listener) {
    listeners.add(listener);
  }

  /** Keeps a message for every courier that wants a draft. */
  public void append(Handle tx, Collection<Draft> drafts, Lane lane) throws SQLException {
    for (Courier courier : couriers) {
      Map<Integer, List<Long>> byUnit =
          drafts.stream()
              .filter(draft -> draft.changed() && courier.wants(draft))
              .collect(
                  Collectors.groupingBy(
                      Draft::unit, Collectors.mapping(Draft::id, Collectors.toList())));
      for (Map.Entry<Integer, List<Long>> entry : byUnit.entrySet()) {
        append(tx, courier.name(), entry.getKey(), entry.getValue(), lane);
      }
    }
  }

  /** Keeps a message for each prospect, whatever changed; one that is parked waits again. */
  public void append(Handle tx, String courier, int unit, Collection<Long> prospects, Lane lane)
      throws SQLException {
    Connection connection = tx.getConnection();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH wanted AS (SELECT unnest(?::bigint[]) AS prospect),
            unparked AS (
              DELETE FROM outbox o USING wanted w
              WHERE o.courier = ? AND o.prospect = w.prospect AND o.state = 'parked')
            INSERT INTO outbox (unit, courier, prospect, lane, due_at, created_at)
            SELECT ?, ?, w.prospect, ?, ?, ? FROM wanted w
            ON CONFLICT (courier, prospect) WHERE state = 'waiting'
            DO UPDATE SET lane = least(outbox.lane, excluded.lane),
                          due_at = least(outbox.due_at, excluded.due_at)
            """)) {
      OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
      statement.setArray(
          1, connection.createArrayOf("int8", prospects.stream().sorted().toArray(Long[]::new)));
      statement.setString(2, courier);
      statement.setInt(3, unit);
      statement.setString(4, courier);
      statement.setShort(5, lane.code());
      statement.setObject(6, now);
      statement.setObject(7, now);
      statement.executeUpdate();
    }
    tx.afterCommit(() -> listeners.forEach(Runnable::run));
  }

  /** Units that have messages due for a courier. */
  public List<Integer> unitsDue(String courier) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT DISTINCT unit FROM outbox
                WHERE courier = :courier AND state = 'waiting' AND due_at <= :now
                """)
            .bind("courier", courier)
            .bind("now", now())
            .mapTo(Integer.class)
            .list());
  }

  /** Takes messages that are due, most urgent first; nobody else will be given them. */
  public List<Message> claim(String courier, int unit, String by, int limit) {
    return jdbi.inTransaction(tx ->
        tx.createQuery(
                """
                WITH due AS (
                  SELECT o.id FROM outbox o
                  WHERE o.courier = :courier AND o.unit = :unit AND o.state = 'waiting'
                    AND o.due_at <= :now
                    AND NOT EXISTS (
                      SELECT FROM outbox s WHERE s.courier = o.courier
                        AND s.prospect = o.prospect AND s.state = 'sending')
                  ORDER BY o.lane, o.due_at LIMIT :limit FOR UPDATE OF o SKIP LOCKED)
                UPDATE outbox o SET state = 'sending', claimed_by = :by, claimed_at = :now
                FROM due WHERE o.id = due.id
                RETURNING o.id, o.unit, o.prospect, o.lane, o.attempts
                """)
            .bind("courier", courier)
            .bind("unit", unit)
            .bind("now", now())
            .bind("limit", limit)
            .bind("by", by)
            .map((row, at) ->
                new Message(
                    row.getLong("id"),
                    row.getInt("unit"),
                    row.getLong("prospect"),
                    Lane.of(row.getShort("lane")),
                    row.getInt("attempts")))
            .list());
  }

  /** Records what became of claimed messages. */
  public void record(List<Message> messages, List<Delivery> deliveries) {
    List<Long> done = new ArrayList<>();
    jdbi.useTransaction(tx -> {
      for (int i = 0; i < messages.size(); i++) {
        Message message = messages.get(i);
        switch (deliveries.get(i)) {
          case Delivery.Done() -> done.add(message.id());
          case Delivery.Later(Duration pause, String note) ->
              Returns.later(tx, message, clock.instant().plus(pause), note);
          case Delivery.Parked(String note) -> Returns.park(tx, message, note);
        }
      }
      Returns.done(tx, done);
    });
  }

  /** Says that the courier still lives, for all that it has claimed. */
  public void beat(String by) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                UPDATE outbox SET claimed_at = :now
                WHERE state = 'sending' AND claimed_by = :by
                """)
            .bind("now", now())
            .bind("by", by)
            .execute());
  }

  /** Lets messages wait again whose courier has not beaten for so long; answers how many. */
  public int rescue(Duration silence) {
    Instant stale = clock.instant().minus(silence);
    return jdbi.inTransaction(tx -> Returns.rescue(tx, stale, clock.instant()));
  }

  /** What the outbox holds for a prospect: what waits, else what is parked or being sent. */
  public Optional<Standing> standing(String courier, long prospect) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT state, attempts, created_at, due_at, note FROM outbox
                WHERE courier = :courier AND prospect = :prospect
                ORDER BY state = 'waiting' DESC, state = 'parked' DESC LIMIT 1
                """)
            .bind("courier", courier)
            .bind("prospect", prospect)
            .map((row, at) ->
                new Standing(
                    row.getString("state"),
                    row.getInt("attempts"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getObject("due_at", OffsetDateTime.class).toInstant(),
                    row.getString("note")))
            .findOne());
  }

  /** How many messages of a courier are in each state. */
  public Map<String, Long> counts(String courier, int unit) {
    return jdbi.withHandle(tx ->
        tx
            .createQuery(
                """
                SELECT state, count(*) AS n FROM outbox
                WHERE courier = :courier AND unit = :unit GROUP BY state
                """)
            .bind("courier", courier)
            .bind("unit", unit)
            .map((row, at) -> Map.entry(row.getString("state"), row.getLong("n")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
