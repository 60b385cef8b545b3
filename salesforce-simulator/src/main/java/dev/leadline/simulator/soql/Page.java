package dev.leadline.simulator.soql;

import org.jspecify.annotations.Nullable;

/**
 * One page of an answer: entries {@code from} up to, not including, {@code to}.
 *
 * @param owner the user who asked; child rows that do not fit get cursors of theirs
 * @param size how many rows a page holds
 * @param next the locator of the page after this, or null on the last
 */
public record Page(Answer answer, String owner, int size, int from, int to, @Nullable String next) {
  public boolean done() {
    return next == null;
  }
}
