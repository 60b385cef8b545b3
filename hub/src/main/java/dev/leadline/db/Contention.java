package dev.leadline.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the failures that only mean "someone else was faster" from all others, and tries again. */
final class Contention {

  private static final Logger LOG = LoggerFactory.getLogger(Contention.class);
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK_DETECTED = "40P01";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of(SERIALIZATION_FAILURE, DEADLOCK_DETECTED, UNIQUE_VIOLATION);

  /** Work that may be run more than once. */
  interface Work<T extends @Nullable Object, X extends Exception> {
    T run() throws X;
  }

  <T extends @Nullable Object, X extends Exception> T overcome(Work<T, X> work) throws X {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return work.run();
      } catch (Exception e) {
        if (!isContention(e)) {
          throw e;
        }
        LOG.debug("Another transaction was in the way, will try again ({})", attempt, e);
        pause(attempt);
      }
    }
    return work.run();
  }

  static boolean isContention(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql
          && sql.getSQLState() != null
          && WORTH_ANOTHER_TRY.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** Longer each time and never the same, so that two losers do not meet again. */
  private static void pause(int attempt) {
    long ceiling = FIRST_PAUSE.toNanos() << attempt;
    try {
      Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling)));
    } catch (InterruptedException e) {
      // The next attempt still runs; whoever interrupted finds the flag set.
      Thread.currentThread().interrupt();
    }
  }
}
