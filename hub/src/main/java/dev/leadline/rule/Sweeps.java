package dev.leadline.rule;

import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospect;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Holds criteria against the prospects that are stored already: as a dry run, or because a rule was
 * resumed. How far a sweep has come is kept with its rule, so another node can go on.
 */
public final class Sweeps {
  /**
   * A running rule that has not seen all prospects yet.
   *
   * @param after the last prospect that it has seen
   * @param seen how many it has
   */
  public record Sweep(long rule, int unit, int revision, long after, long seen) {}

  /**
   * What a sweep found in the next prospects.
   *
   * @param matching prospects to be reconsidered
   */
  public record Page(List<Long> matching, int seen, long last, boolean end) {}

  private final Jdbi jdbi;
  private final Fields fields;
  private final Rules rules;

  /** The rules at work learn of a sweep before it begins. */
  public Sweeps(Jdbi jdbi, Fields fields, Rules rules) {
    this.jdbi = jdbi;
    this.fields = fields;
    this.rules = rules;
  }

  /**
   * A dry run of criteria that need not be kept yet.
   *
   * @param rule the rule that they belong to: what it has matched before does not count
   * @param show how many of the prospects to keep for showing
   */
  public Preview preview(int unit, Criteria criteria, @Nullable Long rule, int show) {
    return new Preview(new Scan(jdbi, fields, unit, criteria), rule, show);
  }

  /** The sweeps to be done, oldest rule first. */
  public List<Sweep> waiting() {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT id, unit, revision, sweep_after, sweep_seen FROM rule
                WHERE sweep_after IS NOT NULL AND state = 'running' ORDER BY id
                """)
            .map((row, at) ->
                new Sweep(
                    row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4), row.getLong(5)))
            .list());
  }

  /** Looks at the next thousand prospects. Empty: the rule is gone. */
  public Optional<Page> next(Sweep sweep) {
    rules.refresh(); // the rule may have been resumed on another node a moment ago
    return jdbi.withHandle(tx -> RuleBook.find(tx, sweep.rule()))
        .map(rule -> new Scan(jdbi, fields, rule.unit(), rule.criteria()))
        .map(scan -> scan.next(sweep.after(), sweep.rule()))
        .map(page ->
            new Page(
                page.matching().stream().map(Prospect::id).toList(),
                page.seen(),
                page.last(),
                page.end()));
  }

  /**
   * Records that the prospects of a page were reconsidered.
   *
   * @return false: the sweep was begun anew, stopped, or carried on by another in the meantime
   */
  public boolean advance(Sweep sweep, Page page) {
    return jdbi.withHandle(tx ->
        tx.createUpdate(
                """
                UPDATE rule
                SET sweep_after = CASE WHEN :end THEN NULL ELSE :last END,
                    sweep_seen = sweep_seen + :seen
                WHERE id = :rule AND revision = :revision AND sweep_after = :after
                """)
            .bind("rule", sweep.rule())
            .bind("revision", sweep.revision())
            .bind("after", sweep.after())
            .bind("last", page.last())
            .bind("seen", page.seen())
            .bind("end", page.end())
            .execute())
        == 1;
  }
}
