package dev.leadline.db;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server again when it ends without being asked to, for as long as it takes. */
final class KeepRunning implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeepRunning.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ServerProcess process;
  private final int port;
  private final CountDownLatch closed = new CountDownLatch(1);

  KeepRunning(ServerProcess process, int port) throws IOException {
    this.process = process;
    this.port = port;
    watch();
  }

  private void watch() throws IOException {
    process.running().ifPresent(server -> Thread.startVirtualThread(() -> startAgainAfter(server)));
  }

  private void startAgainAfter(ProcessHandle server) {
    server.onExit().join();
    startAgain();
  }

  private void startAgain() {
    Duration pause = FIRST_PAUSE;
    while (!isClosedAfter(Duration.ZERO) && !startedAgain(pause)) {
      if (isClosedAfter(pause)) {
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private synchronized boolean startedAgain(Duration pause) {
    if (closed.getCount() == 0) {
      return true;
    }
    try {
      LOG.warn("PostgreSQL has ended unexpectedly; starting it again");
      process.startOn(port);
      watch();
      LOG.info("PostgreSQL is ready again on port {}", port);
      return true;
    } catch (IOException | DatabaseFailure e) {
      LOG.error("Will try again in {} s: {}", pause.toSeconds(), e.getMessage());
      return false;
    }
  }

  private boolean isClosedAfter(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** From here on an end is meant; returns when no start is under way. */
  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      LOG.debug("No longer watching PostgreSQL");
    }
  }
}
