package dev.leadline.server.start;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does small things again and again on this node, until closed. */
final class Heartbeat implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final Duration interval;
  private final List<Runnable> beats;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::run);

  Heartbeat(Duration interval, List<Runnable> beats) {
    this.interval = interval;
    this.beats = beats;
  }

  void start() {
    thread.start();
  }

  void once() {
    for (Runnable beat : beats) {
      try {
        beat.run();
      } catch (RuntimeException e) {
        log.warn(
            "The database does not answer, will ask again in {} s: {}",
            interval.toSeconds(),
            e.toString());
        return;
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
