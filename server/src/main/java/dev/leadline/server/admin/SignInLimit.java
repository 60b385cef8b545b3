package dev.leadline.server.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often one may try to sign in: after five failures in a row an email has to wait where they
 * came from, longer each time, and so does an address of the network after fifty. An email that
 * fails fifty times from wherever waits a minute at most, so that nobody can keep its owner out.
 */
final class SignInLimit {
  private static final int FREE_BY_EMAIL = 5;
  private static final int FREE_FROM_ANYWHERE = 50;
  private static final int FREE_BY_ADDRESS = 50;
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT_FROM_ANYWHERE = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private record Failures(int number, Instant last) {}

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  SignInLimit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How long to wait before the next attempt; zero: it may be made, and counts as failed from now
   * on, so that of many at the same moment no more are made than one after another.
   */
  synchronized Duration attempt(String email, String address) {
    Duration wait =
        Collections.max(
            List.of(
                wait(emailKey(email, address), FREE_BY_EMAIL, LONGEST_WAIT),
                wait(emailKey(email), FREE_FROM_ANYWHERE, LONGEST_WAIT_FROM_ANYWHERE),
                wait(addressKey(address), FREE_BY_ADDRESS, LONGEST_WAIT)));
    if (wait.isZero()) {
      add(emailKey(email, address));
      add(emailKey(email));
      add(addressKey(address));
    }
    return wait;
  }

  /** The email starts anew; the network address, from which others may be tried, does not. */
  synchronized void succeeded(String email, String address) {
    failures.remove(emailKey(email, address));
    failures.remove(emailKey(email));
    undo(addressKey(address));
  }

  /** It was not the attempt that failed. */
  synchronized void undone(String email, String address) {
    undo(emailKey(email, address));
    undo(emailKey(email));
    undo(addressKey(address));
  }

  private void undo(String key) {
    failures.computeIfPresent(
        key,
        (_, known) -> known.number() == 1 ? null : new Failures(known.number() - 1, known.last()));
  }

  private void add(String key) {
    Failures known = failures.remove(key); // the latest go last
    int number = known == null || old(known) ? 1 : known.number() + 1;
    failures.put(key, new Failures(number, clock.instant()));
  }

  private Duration wait(String key, int free, Duration longest) {
    Failures known = failures.get(key);
    if (known == null || known.number() < free || old(known)) {
      return Duration.ZERO;
    }
    Duration whole = FIRST_WAIT.multipliedBy(1L << Math.min(known.number() - free, 10));
    Duration wait = whole.compareTo(longest) < 0 ? whole : longest;
    Duration left = Duration.between(clock.instant(), known.last().plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private boolean old(Failures known) {
    return known.last().plus(FORGOTTEN_AFTER).isBefore(clock.instant());
  }

  private static String emailKey(String email) {
    return "email " + email.strip().toLowerCase(Locale.ROOT);
  }

  private static String emailKey(String email, String address) {
    return emailKey(email) + " from " + address;
  }

  private static String addressKey(String address) {
    return "address " + address;
  }
}
