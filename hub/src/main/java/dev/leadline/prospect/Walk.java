package dev.leadline.prospect;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Goes through all prospects of a unit that are not archived, page by page in order of id. */
public final class Walk {
  private final Jdbi jdbi;

  public Walk(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The next prospects; fewer than the limit: there are no more.
   *
   * @param after the id of the last one seen, at first 0
   */
  public List<Prospect> next(int unit, long after, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT * FROM prospect
                WHERE unit = :unit AND id > :after AND archived_at IS NULL
                ORDER BY id LIMIT :limit
                """)
            .bind("unit", unit)
            .bind("after", after)
            .bind("limit", limit)
            .map((row, at) -> Prospects.read(row))
            .list());
  }

  /** How many there are to go through. */
  public long count(int unit) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT count(*) FROM prospect WHERE unit = :unit AND archived_at IS NULL")
            .bind("unit", unit)
            .mapTo(Long.class)
            .one());
  }
}
