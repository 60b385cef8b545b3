package dev.leadline.intake;

import dev.leadline.rule.Sweeps;
import dev.leadline.rule.Sweeps.Page;
import dev.leadline.rule.Sweeps.Sweep;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds resumed rules against all prospects that were there before. Run {@link #once} until there
 * is nothing left; after a crash the sweep goes on where it was, and what it does twice it does
 * once.
 */
public final class SweepRules {
  private static final Logger log = LoggerFactory.getLogger(SweepRules.class);

  /** Prospects in one transaction, so that no call waits long for one of them. */
  private static final int BATCH = 200;

  private final Sweeps sweeps;
  private final Intake intake;

  public SweepRules(Sweeps sweeps, Intake intake) {
    this.sweeps = sweeps;
    this.intake = intake;
  }

  /**
   * Takes the oldest unfinished sweep one page further.
   *
   * @return whether there was one
   */
  public boolean once() throws SQLException {
    List<Sweep> waiting = sweeps.waiting();
    if (waiting.isEmpty()) {
      return false;
    }
    Sweep sweep = waiting.getFirst();
    Optional<Page> next = sweeps.next(sweep);
    if (next.isEmpty()) {
      return true; // deleted meanwhile: another one waits, or none
    }
    Page page = next.get();
    for (int from = 0; from < page.matching().size(); from += BATCH) {
      int to = Math.min(from + BATCH, page.matching().size());
      intake.reconsider(page.matching().subList(from, to));
    }
    if (sweeps.advance(sweep, page) && page.end()) {
      log.info(
          "Rule {} has seen all {} prospects; from now on it follows changes",
          sweep.rule(),
          sweep.seen() + page.seen());
    }
    return true;
  }
}
