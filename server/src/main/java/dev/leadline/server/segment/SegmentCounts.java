package dev.leadline.server.segment;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the door has answered since the start, for metrics. */
public final class SegmentCounts {
  /** How a call was answered. */
  public enum Answer {
    ACCEPTED,
    MALFORMED,
    TOO_LARGE,
    UNKNOWN_KEY,
    TOO_SLOW,
    /** By our fault: the caller is told to send again. */
    UNAVAILABLE
  }

  private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);
  private final LongAdder surplus = new LongAdder();
  private final LongAdder unkept = new LongAdder();

  public SegmentCounts() {
    for (Answer answer : Answer.values()) {
      answers.put(answer, new LongAdder());
    }
  }

  public long of(Answer answer) {
    return adder(answer).sum();
  }

  /** Events left out because their batch had too many. */
  public long surplus() {
    return surplus.sum();
  }

  /** Events with an unknown write key beyond what the quarantine takes. */
  public long unkept() {
    return unkept.sum();
  }

  void answered(Answer answer) {
    adder(answer).increment();
  }

  void leftOut(int events) {
    surplus.add(events);
  }

  void dropped() {
    unkept.increment();
  }

  private LongAdder adder(Answer answer) {
    LongAdder adder = answers.get(answer);
    if (adder == null) {
      throw new IllegalStateException("No count for " + answer);
    }
    return adder;
  }
}
