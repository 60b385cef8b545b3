package dev.leadline.rule;

import dev.leadline.prospect.Action;
import java.time.Instant;
import java.util.List;

/**
 * Criteria, and the actions that follow when a prospect meets them for the first time.
 *
 * @param running false: paused
 * @param revision counts the edits, from 1
 */
public record Rule(
    long id,
    int unit,
    Wording wording,
    boolean running,
    int revision,
    Instant createdAt,
    Instant updatedAt) {

  public String name() {
    return wording.name();
  }

  public Criteria criteria() {
    return wording.criteria();
  }

  public List<Action> actions() {
    return wording.actions();
  }
}
