package dev.leadline.salesforce;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts our calls by kind, and knows the org's budget as the last reply told it. */
public final class ApiUse {
  private static final Pattern USAGE = Pattern.compile("api-usage=(\\d+)/(\\d+)");

  /** What a call is for. */
  public enum Call {
    TOKEN,
    USER,
    DESCRIBE,
    /** A query by itself, or a further page of one. */
    QUERY,
    /** Several queries in one composite. */
    FIND,
    /** Campaigns and who is in them. */
    CAMPAIGNS,
    /** A poll for changes. */
    CHANGES,
    /** A collection, or several in one composite. */
    WRITE
  }

  /**
   * The org's calls of the last 24 hours, by everybody.
   *
   * @param limit 0: not told yet
   */
  public record Budget(int used, int limit) {}

  private final Map<Call, LongAdder> counts = new EnumMap<>(Call.class);
  private volatile Budget budget = new Budget(0, 0);

  ApiUse() {
    for (Call call : Call.values()) {
      counts.put(call, new LongAdder());
    }
  }

  /** Calls made since the start. A token costs nothing of the org's budget. */
  public Map<Call, Long> counts() {
    Map<Call, Long> now = new EnumMap<>(Call.class);
    counts.forEach((call, count) -> now.put(call, count.sum()));
    return now;
  }

  public Budget budget() {
    return budget;
  }

  void count(Call call) {
    LongAdder count = counts.get(call);
    if (count != null) {
      count.increment();
    }
  }

  /** Takes note of the header Sforce-Limit-Info. */
  void note(String limitInfo) {
    Matcher usage = USAGE.matcher(limitInfo);
    if (usage.find()) {
      budget = new Budget(Integer.parseInt(usage.group(1)), Integer.parseInt(usage.group(2)));
    }
  }
}
