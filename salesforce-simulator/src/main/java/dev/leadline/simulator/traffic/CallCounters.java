package dev.leadline.simulator.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts API calls as the org bills them, by kind and over a rolling day, and holds the daily
 * maximum.
 */
public final class CallCounters {

  private static final Duration WINDOW = Duration.ofHours(24);
  private final InstantSource clock;
  private final Map<String, Long> byKind = new TreeMap<>();
  private final Deque<Minute> minutes = new ArrayDeque<>();
  private long inWindow;
  private long total;
  private int dailyMax = 15_000;
  private int headerLag;

  private static final class Minute {
    private final long number;
    private long calls;

    Minute(long number) {
      this.number = number;
    }
  }

  public CallCounters(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts calls of a kind, such as {@code PATCH composite/sobjects}. */
  public synchronized void count(String kind, int calls) {
    if (calls <= 0) {
      return;
    }
    forget();
    long minute = minute(clock.instant());
    Minute last = minutes.peekLast();
    if (last == null || last.number != minute) {
      last = new Minute(minute);
      minutes.addLast(last);
    }
    last.calls += calls;
    inWindow += calls;
    total += calls;
    byKind.merge(kind, (long) calls, Long::sum);
  }

  /** Calls in the last 24 hours of the org's clock. */
  public synchronized long used() {
    forget();
    return inWindow;
  }

  /** What the usage header says: it may lag behind the truth. */
  public synchronized long shownUsed() {
    return Math.max(0, used() - headerLag);
  }

  public synchronized boolean exhausted() {
    return used() >= dailyMax;
  }

  public synchronized int dailyMax() {
    return dailyMax;
  }

  public synchronized void dailyMax(int calls) {
    dailyMax = calls;
  }

  /** Lets the usage header stay this many calls behind. */
  public synchronized void headerLag(int calls) {
    headerLag = calls;
  }

  /** All calls since the last reset. */
  public synchronized long total() {
    return total;
  }

  public synchronized Map<String, Long> byKind() {
    return new TreeMap<>(byKind);
  }

  public synchronized void reset() {
    byKind.clear();
    minutes.clear();
    inWindow = 0;
    total = 0;
  }

  private void forget() {
    long oldest = minute(clock.instant().minus(WINDOW));
    Minute first = minutes.peekFirst();
    while (first != null && first.number < oldest) {
      inWindow -= first.calls;
      minutes.removeFirst();
      first = minutes.peekFirst();
    }
  }

  private static long minute(Instant at) {
    return at.getEpochSecond() / 60;
  }
}
