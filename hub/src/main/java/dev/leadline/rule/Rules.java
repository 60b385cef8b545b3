package dev.leadline.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Draft;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rules at work: which of them a change sets off. */
public final class Rules {
  /** A rule that a draft matches for the first time, and what follows. */
  public record Hit(Draft draft, long rule, List<Action> actions) {}

  /**
   * The rules that match now because of what changed, each at most once per prospect for ever. The
   * matches are kept in the same transaction.
   */
  public List<Hit> hits(Handle tx, Collection<Draft> drafts, Instant now) {
    return List.of();
  }
}
