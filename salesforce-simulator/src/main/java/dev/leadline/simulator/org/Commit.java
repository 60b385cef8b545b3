package dev.leadline.simulator.org;

import java.time.Instant;
import java.util.List;

/**
 * One committed transaction, told to listeners in commit order.
 *
 * @param number rises with each commit, with gaps
 * @param changes one per record, in the order in which the records were first touched
 */
public record Commit(
    String transactionKey, long number, Instant at, Actor actor, List<Change> changes) {}
