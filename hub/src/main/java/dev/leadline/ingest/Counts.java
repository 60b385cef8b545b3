package dev.leadline.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has passed since the start, for metrics. */
public final class Counts {
  private final Map<Fate, LongAdder> fates = new EnumMap<>(Fate.class);
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder batches = new LongAdder();

  public Counts() {
    for (Fate fate : Fate.values()) {
      fates.put(fate, new LongAdder());
    }
  }

  public long of(Fate fate) {
    return adder(fate).sum();
  }

  /** Signals that had been kept before. */
  public long duplicates() {
    return duplicates.sum();
  }

  /** Transactions. */
  public long batches() {
    return batches.sum();
  }

  void batch(Iterable<Signals.Fated> kept, int repeated) {
    kept.forEach(row -> adder(row.fate()).increment());
    duplicates.add(repeated);
    batches.increment();
  }

  private LongAdder adder(Fate fate) {
    LongAdder adder = fates.get(fate);
    if (adder == null) {
      throw new IllegalStateException("No count for " + fate);
    }
    return adder;
  }
}
