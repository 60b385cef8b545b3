package dev.leadline.simulator.soql;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * A LIKE pattern made ready: {@code %} any run, {@code _} one character, a backslash quotes; no
 * case.
 */
final class LikePattern implements Predicate<String> {
  /** What stands for the wildcards once quoting is undone; private-use characters. */
  private static final char ANY = '\uE000';

  private static final char ONE = '\uE001';

  private final char[] pattern;

  LikePattern(String written) {
    StringBuilder ready = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' && i + 1 < written.length()) {
        ready.append(written.charAt(++i));
      } else {
        ready.append(c == '%' ? ANY : c == '_' ? ONE : c);
      }
    }
    this.pattern = ready.toString().toLowerCase(Locale.ROOT).toCharArray();
  }

  /** Walks both once, going back only to the last run: no pattern can make it slow. */
  @Override
  public boolean test(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    int p = 0;
    int t = 0;
    int runAt = -1;
    int runFrom = 0;
    while (t < text.length()) {
      if (p < pattern.length && pattern[p] == ANY) {
        runAt = p++;
        runFrom = t;
      } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == text.charAt(t))) {
        p++;
        t++;
      } else if (runAt >= 0) {
        p = runAt + 1;
        t = ++runFrom;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }
}
