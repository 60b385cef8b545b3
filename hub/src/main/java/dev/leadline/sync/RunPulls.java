package dev.leadline.sync;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the remote's changes again and again until closed. */
public final class RunPulls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunPulls.class);

  private final PullChanges pull;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** A loop, not yet started. */
  public RunPulls(PullChanges pull, Duration interval) {
    this.pull = pull;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("pull-changes").unstarted(this::runUntilClosed);
  }

  public void start() {
    thread.start();
  }

  /** Finishes the page at hand and stops. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what was not taken in is read again
    }
  }

  private void runUntilClosed() {
    boolean open = true;
    while (open) {
      try {
        pull.once();
      } catch (RuntimeException e) {
        log.error("Reading the remote's changes failed, will try again in {}", interval, e);
      }
      open = !waitOrClosed();
    }
  }

  private boolean waitOrClosed() {
    try {
      return closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
