package dev.leadline.simulator.soql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers longer than a page, kept for their users under locators such as {@code 01g…-2000}: ten
 * for each user, the oldest makes room, and none outlives its idle time.
 */
public final class Cursors {
  private static final int MOST_PER_USER = 10;

  /** Child rows that overflow their page are many at once, so they have a purse of their own. */
  private static final int MOST_CHILDREN_PER_USER = 2_000;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final InstantSource clock;
  private final Duration idle;
  private final Map<String, SequencedMap<String, Cursor>> roots = new HashMap<>();
  private final Map<String, SequencedMap<String, Cursor>> children = new HashMap<>();
  private long opened;

  private static final class Cursor {
    final Answer answer;
    final int size;
    Instant touched;

    Cursor(Answer answer, int size, Instant touched) {
      this.answer = answer;
      this.size = size;
      this.touched = touched;
    }
  }

  public Cursors(InstantSource clock, Duration idle) {
    this.clock = clock;
    this.idle = idle;
  }

  /** The first page of an answer; only an answer that goes on is kept. */
  public Page open(String user, Answer answer, int size) {
    return open(roots, MOST_PER_USER, user, answer, size);
  }

  /** The first page of the child rows of one record. */
  Page openChild(String user, Answer answer, int size) {
    return open(children, MOST_CHILDREN_PER_USER, user, answer, size);
  }

  private synchronized Page open(
      Map<String, SequencedMap<String, Cursor>> purses,
      int most,
      String user,
      Answer answer,
      int size) {
    int rows = rows(answer);
    if (rows <= size) {
      return new Page(answer, user, size, 0, rows, null);
    }
    SequencedMap<String, Cursor> purse = purses.computeIfAbsent(user, u -> new LinkedHashMap<>());
    sweep(purse);
    if (purse.size() >= most) {
      purse.remove(purse.firstEntry().getKey());
    }
    String id = newId();
    purse.put(id, new Cursor(answer, size, clock.instant()));
    return new Page(answer, user, size, 0, size, id + "-" + size);
  }

  /** The page a locator names. */
  public synchronized Page next(String user, String locator) {
    int dash = locator.lastIndexOf('-');
    Cursor cursor = dash < 0 ? null : find(user, locator.substring(0, dash));
    int from = cursor == null ? -1 : offset(locator.substring(dash + 1));
    if (cursor == null || from < 0 || from >= rows(cursor.answer)) {
      throw new SoqlError("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    cursor.touched = clock.instant();
    int to = Math.min(from + cursor.size, rows(cursor.answer));
    String next = to < rows(cursor.answer) ? locator.substring(0, dash) + "-" + to : null;
    return new Page(cursor.answer, user, cursor.size, from, to, next);
  }

  private @Nullable Cursor find(String user, String id) {
    String full = Ids.normal(id);
    for (Map<String, SequencedMap<String, Cursor>> purses : List.of(roots, children)) {
      SequencedMap<String, Cursor> purse = purses.get(user);
      if (purse != null && full != null) {
        sweep(purse);
        Cursor cursor = purse.get(full);
        if (cursor != null) {
          return cursor;
        }
      }
    }
    return null;
  }

  private void sweep(SequencedMap<String, Cursor> purse) {
    Instant oldest = clock.instant().minus(idle);
    purse.values().removeIf(cursor -> cursor.touched.isBefore(oldest));
  }

  private static int offset(String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }

  private static int rows(Answer answer) {
    return switch (answer) {
      case Answer.Count count -> 0;
      case Answer.Rows rows -> rows.rows().size();
      case Answer.Groups groups -> groups.groups().size();
    };
  }

  private String newId() {
    char[] id = "01g000000000000".toCharArray();
    long rest = ++opened;
    for (int i = id.length - 1; rest > 0; i--, rest /= DIGITS.length()) {
      id[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
    }
    String fifteen = new String(id);
    return fifteen + Ids.checksum(fifteen);
  }
}
