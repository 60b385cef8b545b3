package dev.leadline.server.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened so far, closed in reverse order by whoever comes first: the end of the program,
 * or a step of the start that failed. A step under way is waited for, so that nothing it opens is
 * left behind.
 */
final class Opened implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Opened.class);
  private static final int PATIENCE_SECONDS = 30;

  /** The end came while something was still being opened. */
  static final class Ending extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ending() {
      super("the demo is being stopped");
    }
  }

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private boolean ending;

  /** Keeps what has just been opened; closes it at once when the end has come meanwhile. */
  <T extends AutoCloseable> T keep(T one) {
    synchronized (this) {
      if (!ending) {
        opened.push(one);
        return one;
      }
    }
    close(one);
    throw new Ending();
  }

  /** The start is over, well or not: nothing more is going to be kept. */
  void startEnded() {
    startEnded.countDown();
  }

  @Override
  public void close() {
    synchronized (this) {
      ending = true;
    }
    waitForStart();
    for (AutoCloseable one = next(); one != null; one = next()) {
      close(one);
    }
  }

  private void waitForStart() {
    try {
      if (!startEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("The start did not end in {} s; something may be left behind", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    return opened.poll();
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      log.warn("{} did not close: {}", one.getClass().getSimpleName(), e.toString());
    }
  }
}
