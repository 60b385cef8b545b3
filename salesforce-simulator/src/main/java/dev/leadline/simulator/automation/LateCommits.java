package dev.leadline.simulator.automation;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.CommitGate;
import dev.leadline.simulator.org.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds transactions back before they commit, so that records appear later than their stamp says.
 */
public final class LateCommits implements CommitGate {

  private final List<Delay> delays = new ArrayList<>();

  /**
   * Transactions that touch an object (or any, when null) wait for a while, as many times as said;
   * 0 is always.
   */
  public record Delay(@Nullable ObjectType type, Duration holdBack, int times) {}

  public synchronized void add(Delay delay) {
    delays.add(delay);
  }

  public synchronized void clear() {
    delays.clear();
  }

  @Override
  public void pass(Transaction transaction) {
    Duration wait = take(transaction);
    if (wait.isPositive()) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Duration take(Transaction transaction) {
    for (int i = 0; i < delays.size(); i++) {
      Delay delay = delays.get(i);
      boolean concerned =
          delay.type() == null
              || transaction.pending().values().stream()
                  .anyMatch(change -> change.after().type() == delay.type());
      if (concerned) {
        if (delay.times() == 1) {
          delays.remove(i);
        } else if (delay.times() > 1) {
          delays.set(i, new Delay(delay.type(), delay.holdBack(), delay.times() - 1));
        }
        return delay.holdBack();
      }
    }
    return Duration.ZERO;
  }
}
