package dev.leadline.simulator.traffic;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last calls, newest first. */
public final class CallLog {

  private static final int KEPT = 1_000;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long lastNumber;

  /**
   * One call.
   *
   * @param counted how many API calls it was billed as
   */
  public record Entry(
      long number,
      Instant at,
      String user,
      String method,
      String path,
      int status,
      long micros,
      int counted,
      String note) {}

  public synchronized void add(Entry entry) {
    entries.addFirst(entry);
    if (entries.size() > KEPT) {
      entries.removeLast();
    }
  }

  public synchronized long nextNumber() {
    return ++lastNumber;
  }

  public synchronized List<Entry> latest(int limit) {
    return new ArrayList<>(entries).subList(0, Math.min(limit, entries.size()));
  }

  public synchronized void clear() {
    entries.clear();
  }
}
