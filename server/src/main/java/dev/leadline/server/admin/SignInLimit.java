package dev.leadline.server.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often one may try to sign in: after five failures in a row an email has to wait, longer each
 * time, and so does an address of the network after fifty.
 */
final class SignInLimit {
  private static final int FREE_BY_EMAIL = 5;
  private static final int FREE_BY_ADDRESS = 50;
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
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

  /** How long to wait before the next attempt; zero: it may be made. */
  synchronized Duration wait(String email, String address) {
    Duration byEmail = wait(emailKey(email), FREE_BY_EMAIL);
    Duration byAddress = wait(addressKey(address), FREE_BY_ADDRESS);
    return byEmail.compareTo(byAddress) > 0 ? byEmail : byAddress;
  }

  synchronized void failed(String email, String address) {
    add(emailKey(email));
    add(addressKey(address));
  }

  /** The email starts anew; the network address, from which others may be tried, does not. */
  synchronized void succeeded(String email) {
    failures.remove(emailKey(email));
  }

  private void add(String key) {
    Failures known = failures.remove(key); // the latest go last
    int number = known == null || old(known) ? 1 : known.number() + 1;
    failures.put(key, new Failures(number, clock.instant()));
  }

  private Duration wait(String key, int free) {
    Failures known = failures.get(key);
    if (known == null || known.number() < free || old(known)) {
      return Duration.ZERO;
    }
    Duration whole = FIRST_WAIT.multipliedBy(1L << Math.min(known.number() - free, 10));
    Duration wait = whole.compareTo(LONGEST_WAIT) < 0 ? whole : LONGEST_WAIT;
    Duration left = Duration.between(clock.instant(), known.last().plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private boolean old(Failures known) {
    return known.last().plus(FORGOTTEN_AFTER).isBefore(clock.instant());
  }

  private static String emailKey(String email) {
    return "email " + email.strip().toLowerCase(Locale.ROOT);
  }

  private static String addressKey(String address) {
    return "address " + address;
  }
}
