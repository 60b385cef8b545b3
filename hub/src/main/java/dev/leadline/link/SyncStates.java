package dev.leadline.link;

import dev.leadline.prospect.Among;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Where prospects stand with a remote, for lists of many: a word each, without the reasons. */
public final class SyncStates {
  /** The word. */
  public enum State {
    /** It has a record over there. */
    LINKED,
    /** Its record was deleted over there. */
    DELETED,
    /** Something stands between it and its record. */
    ERROR
  }

  private static final String LINK =
      """
      EXISTS (SELECT FROM sync_link l WHERE l.unit = :syncUnit AND l.remote = :syncRemote
                AND l.prospect = p.id AND l.state = 'linked')
      """;

  private final Jdbi jdbi;

  public SyncStates(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Those that have a record. */
  public static Among linked(int unit, String remote) {
    return new Among(LINK, values(unit, remote));
  }

  /** Those that have none. */
  public static Among unlinked(int unit, String remote) {
    return new Among("NOT " + LINK, values(unit, remote));
  }

  /** Those that could not be synced. */
  public static Among inError(int unit, String remote) {
    return new Among(
        """
        p.id IN (SELECT e.prospect FROM sync_error e
                 WHERE e.unit = :syncUnit AND e.remote = :syncRemote)
        """,
        values(unit, remote));
  }

  /** Where each stands; one that the remote knows nothing of is absent. */
  public Map<Long, State> of(int unit, String remote, Collection<Long> prospects) {
    Map<Long, State> states = new HashMap<>();
    jdbi.useHandle(tx ->
        tx.createQuery(
                """
                SELECT prospect, state FROM sync_link
                WHERE unit = :unit AND remote = :remote AND prospect = ANY (:prospects)
                UNION ALL
                SELECT prospect, 'error' FROM sync_error
                WHERE unit = :unit AND remote = :remote AND prospect = ANY (:prospects)
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bindArray("prospects", Long.class, prospects)
            .map((row, at) -> Map.entry(row.getLong(1), state(row.getString(2))))
            .forEach(entry ->
                states.merge(
                    entry.getKey(), entry.getValue(), (a, b) -> a.compareTo(b) > 0 ? a : b)));
    return states;
  }

  private static State state(String stored) {
    return State.valueOf(stored.toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> values(int unit, String remote) {
    return Map.of("syncUnit", unit, "syncRemote", remote);
  }
}
