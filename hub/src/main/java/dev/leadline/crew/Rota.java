package dev.leadline.crew;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jdbi.v3.core.Handle;

/**
 * Whose turn it is in each group, for one transaction: the member whose last assignment is oldest,
 * and among those never assigned to, the user created first. A group that is asked stays locked
 * until the transaction ends, so that two nodes never give one turn twice.
 */
public final class Rota {
  private record Turn(long user, long lastTurn) {}

  private static final class Queue {
    private final PriorityQueue<Turn> members =
        new PriorityQueue<>(Comparator.comparingLong(Turn::lastTurn).thenComparingLong(Turn::user));
    private final Map<Long, Long> given = new HashMap<>();
    private long turns;
  }

  private final Handle tx;
  private final Map<Long, Queue> groups = new HashMap<>();
  private final Map<Long, Boolean> active = new HashMap<>();

  public Rota(Handle tx) {
    this.tx = tx;
  }

  /** The next active member; empty when the group has none. */
  public OptionalLong next(long group) {
    Queue queue = groups.computeIfAbsent(group, this::load);
    Turn turn = queue.members.poll();
    if (turn == null) {
      return OptionalLong.empty();
    }
    queue.turns++;
    queue.members.add(new Turn(turn.user(), queue.turns));
    queue.given.put(turn.user(), queue.turns);
    return OptionalLong.of(turn.user());
  }

  /** Whether a user is there and active, so that rules may assign to them. */
  public boolean active(long user) {
    return active.computeIfAbsent(
        user,
        id ->
            tx.createQuery("SELECT active FROM crew_user WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
  }

  /** Keeps the turns given, for the next transaction. */
  public void keep() {
    groups.forEach(this::keep);
  }

  private Queue load(long group) {
    Queue queue = new Queue();
    tx.createQuery("SELECT turns FROM crew_group WHERE id = :group FOR UPDATE")
        .bind("group", group)
        .mapTo(Long.class)
        .findOne()
        .ifPresent(turns -> queue.turns = turns);
    tx.createQuery(
            """
            SELECT m.crew_user, m.last_turn FROM crew_member m
            JOIN crew_user u ON u.id = m.crew_user
            WHERE m.crew_group = :group AND u.active
            """)
        .bind("group", group)
        .map((row, at) -> new Turn(row.getLong(1), row.getLong(2)))
        .forEach(queue.members::add);
    return queue;
  }

  private void keep(long group, Queue queue) {
    if (queue.given.isEmpty()) {
      return;
    }
    List<Long> users = new ArrayList<>(queue.given.keySet());
    tx.createUpdate(
            """
            UPDATE crew_member m SET last_turn = n.turn
            FROM unnest(:users, :turns) AS n (crew_user, turn)
            WHERE m.crew_group = :group AND m.crew_user = n.crew_user
            """)
        .bindArray("users", Long.class, users)
        .bindArray("turns", Long.class, users.stream().map(queue.given::get).toList())
        .bind("group", group)
        .execute();
    tx.createUpdate("UPDATE crew_group SET turns = :turns WHERE id = :group")
        .bind("turns", queue.turns)
        .bind("group", group)
        .execute();
  }
}
