package dev.leadline.simulator.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limit on calls that have been running for long at the same time. */
public final class LongRunning {

  private final Map<Object, Long> startedAt = new ConcurrentHashMap<>();
  private volatile Duration isLong = Duration.ofSeconds(20);
  private volatile int allowed = 25;

  /** Sets how many calls may be running for longer than this at once. */
  public void limit(int calls, Duration longerThan) {
    allowed = calls;
    isLong = longerThan;
  }

  /** True when a new call may start. */
  public boolean admits() {
    long before = System.nanoTime() - isLong.toNanos();
    return startedAt.values().stream().filter(start -> start - before < 0).count() < allowed;
  }

  /** Notes the start of a call; close what it returns when the call ends. */
  public Running start() {
    Object call = new Object();
    startedAt.put(call, System.nanoTime());
    return () -> startedAt.remove(call);
  }

  /** A call that is being served. */
  @FunctionalInterface
  public interface Running {
    void close();
  }
}
