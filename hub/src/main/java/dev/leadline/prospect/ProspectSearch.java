package dev.leadline.prospect;

import dev.leadline.prospect.Sort.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Finds the prospects that a person wants to see, a page at a time, at any depth of the list. */
public final class ProspectSearch {
  /** Counting goes no further. */
  public static final int MOST_COUNTED = 10_000;

  private static final int MOST_SCANNED_MILLIS = 1500;

  /**
   * A page of a list.
   *
   * @param before where the page before this begins to be read, if there is one
   * @param after where the next page is read from, if there is one
   */
  public record Page(List<Prospect> rows, Optional<Place> before, Optional<Place> after) {}

  /**
   * How many there are: exactly, roughly, at least, or too costly to say.
   *
   * @param number empty: unknown
   */
  public record Count(OptionalLong number, Kind kind) {
    /** How far to trust the number. */
    public enum Kind {
      EXACT,
      ABOUT,
      MORE_THAN,
      UNKNOWN
    }
  }

  private record Row(int run, String key, Prospect prospect) {}

  private final Jdbi jdbi;

  public ProspectSearch(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A page of the list.
   *
   * @param wish where to read on; empty, or a place of another order: at the beginning
   */
  public Page page(Wanted wanted, Sort sort, boolean descending, Optional<Place> wish, int size) {
    Optional<Place> from = wish.filter(place -> fits(sort, place));
    boolean forward = from.map(Place::forward).orElse(true);
    // One row more than asked tells whether the list goes on.
    List<Row> rows = jdbi.withHandle(tx -> read(tx, wanted, sort, descending, from, size + 1));
    boolean more = rows.size() > size;
    List<Row> shown = new ArrayList<>(more ? rows.subList(0, size) : rows);
    if (!forward) {
      Collections.reverse(shown);
    }
    if (shown.isEmpty()) {
      return new Page(List.of(), Optional.empty(), Optional.empty());
    }
    boolean hasBefore = forward ? from.isPresent() : more;
    boolean hasAfter = !forward || more;
    return new Page(
        shown.stream().map(Row::prospect).toList(),
        hasBefore ? Optional.of(place(shown.getFirst(), false)) : Optional.empty(),
        hasAfter ? Optional.of(place(shown.getLast(), true)) : Optional.empty());
  }

  private static boolean fits(Sort sort, Place place) {
    return place.run() >= 0
        && place.run() < sort.runs().size()
        && sort.runs().get(place.run()).takes(place.key());
  }

  /** How many there are, as far as that is cheap to say. */
  public Count count(Wanted wanted) {
    if (wanted.everything()) {
      return estimate().orElseGet(() -> counted(wanted));
    }
    return counted(wanted);
  }

  /** The tags in use, most frequent first, as the database's statistics know them. */
  public List<String> tags(int unit, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT tag FROM (
                  SELECT tags FROM prospect WHERE unit = :unit AND tags <> '{}'
                  ORDER BY updated_at DESC, id DESC LIMIT 2000) p, unnest(p.tags) AS tag
                GROUP BY tag ORDER BY count(*) DESC, tag LIMIT :limit
                """)
            .bind("unit", unit)
            .bind("limit", limit)
            .mapTo(String.class)
            .list());
  }

  private Count counted(Wanted wanted) {
    Map<String, Object> values = new HashMap<>();
    String sql =
        "SELECT count(*) FROM (SELECT FROM prospect p WHERE "
            + Conditions.of(wanted, values)
            + " LIMIT "
            + (MOST_COUNTED + 1)
            + ") AS few";
    try {
      long found =
          jdbi.inTransaction(tx -> {
            tx.execute("SET LOCAL statement_timeout = " + MOST_SCANNED_MILLIS);
            return bind(tx.createQuery(sql), values).mapTo(Long.class).one();
          });
      return found > MOST_COUNTED
          ? new Count(OptionalLong.of(MOST_COUNTED), Count.Kind.MORE_THAN)
          : new Count(OptionalLong.of(found), Count.Kind.EXACT);
    } catch (UnableToExecuteStatementException e) {
      if (Conditions.tookTooLong(e)) {
        return new Count(OptionalLong.empty(), Count.Kind.UNKNOWN);
      }
      throw e;
    }
  }

  /** The database's own idea of the table's size; none for a small table, which can be counted. */
  private Optional<Count> estimate() {
    long rows =
        jdbi.withHandle(tx ->
            tx.createQuery(
                    "SELECT reltuples::bigint FROM pg_class WHERE oid = 'prospect'::regclass")
                .mapTo(Long.class)
                .one());
    return rows <= MOST_COUNTED
        ? Optional.empty()
        : Optional.of(new Count(OptionalLong.of(rows), Count.Kind.ABOUT));
  }

  private static List<Row> read(
      Handle tx, Wanted wanted, Sort sort, boolean descending, Optional<Place> from, int size) {
    boolean up = descending != from.map(Place::forward).orElse(true);
    List<Row> rows = new ArrayList<>();
    int last = sort.runs().size() - 1;
    int run = from.map(Place::run).orElse(up ? 0 : last);
    boolean atPlace = from.isPresent();
    while (rows.size() < size && run >= 0 && run <= last) {
      rows.addAll(
          readRun(
              tx, wanted, sort, run, up, atPlace ? from : Optional.empty(), size - rows.size()));
      atPlace = false;
      run += up ? 1 : -1;
    }
    return rows;
  }

  private static List<Row> readRun(
      Handle tx,
      Wanted wanted,
      Sort sort,
      int number,
      boolean up,
      Optional<Place> from,
      int limit) {
    Run run = sort.runs().get(number);
    Map<String, Object> values = new HashMap<>();
    String order = up ? " ASC" : " DESC";
    String sql =
        "SELECT p.*, "
            + (run.hasKey() ? "(" + run.key() + ")::text" : "''")
            + " AS sort_key FROM prospect p WHERE "
            + Conditions.of(wanted, values)
            + " AND "
            + run.condition()
            + from.map(place -> beyond(run, place, up, values)).orElse("")
            + " ORDER BY "
            + (run.hasKey() ? run.key() + order + ", " : "")
            + "p.id"
            + order
            + " LIMIT :limit";
    values.put("limit", limit);
    return bind(tx.createQuery(sql), values)
        .map((row, at) -> new Row(number, row.getString("sort_key"), Prospects.read(row)))
        .list();
  }

  private static String beyond(Run run, Place place, boolean up, Map<String, Object> values) {
    String sign = up ? ">" : "<";
    values.put("placeId", place.id());
    if (!run.hasKey()) {
      return " AND p.id " + sign + " :placeId";
    }
    values.put("placeKey", place.key());
    return " AND (%s, p.id) %s (CAST(:placeKey AS %s), :placeId)"
        .formatted(run.key(), sign, run.type());
  }

  private static Query bind(Query query, Map<String, Object> values) {
    values.forEach(query::bind);
    return query;
  }

  private static Place place(Row row, boolean forward) {
    return new Place(forward, row.run(), row.key(), row.prospect().id());
  }
}
