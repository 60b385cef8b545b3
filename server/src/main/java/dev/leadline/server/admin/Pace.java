package dev.leadline.server.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast a count grows, by looks at it during the last minute. */
final class Pace {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private record Look(Instant at, long count) {}

  private final InstantSource clock;
  private final Deque<Look> looks = new ArrayDeque<>();

  Pace(InstantSource clock) {
    this.clock = clock;
  }

  /** Per second; empty until two looks are far enough apart. */
  synchronized OptionalDouble look(long count) {
    Instant now = clock.instant();
    while (looks.size() > 1 && looks.getFirst().at().isBefore(now.minus(WINDOW))) {
      looks.removeFirst();
    }
    Look last = looks.peekLast();
    if (last == null || Duration.between(last.at(), now).compareTo(SHORTEST) >= 0) {
      looks.addLast(new Look(now, count));
    }
    Look first = looks.getFirst();
    Duration since = Duration.between(first.at(), now);
    return since.compareTo(SHORTEST) < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((count - first.count()) * 1000.0 / since.toMillis());
  }
}
