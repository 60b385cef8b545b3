package dev.leadline.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a courier what is due, at once when woken and else every second, until closed. */
public final class RunCourier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunCourier.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Outbox outbox;
  private final Courier courier;
  private final String name;
  private final int batch;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private volatile boolean open = true;

  /**
   * A courier's loop, not yet started.
   *
   * @param node tells this process from others on the same database
   * @param batch messages handed to the courier at once
   */
  public RunCourier(Outbox outbox, Courier courier, String node, int batch) {
    this.outbox = outbox;
    this.courier = courier;
    this.name = courier.name() + "@" + node;
    this.batch = batch;
    this.thread =
        Thread.ofVirtual().name("courier-" + courier.name()).unstarted(this::runUntilClosed);
  }

  public void start() {
    outbox.onAppend(woken::release);
    thread.start();
  }

  /** Delivers what is due now; answers how many messages were taken. */
  public int once() {
    int taken = 0;
    for (int unit : outbox.unitsDue(courier.name())) {
      taken += courier.open(unit) ? deliver(unit) : 0;
    }
    return taken;
  }

  /** Finishes the delivery at hand and stops. */
  @Override
  public void close() {
    open = false;
    woken.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the claimed messages are rescued later
    }
  }

  private int deliver(int unit) {
    List<Message> messages = outbox.claim(courier.name(), unit, name, batch);
    if (!messages.isEmpty()) {
      outbox.record(messages, deliverOrPostpone(unit, messages));
    }
    return messages.size();
  }

  private List<Delivery> deliverOrPostpone(int unit, List<Message> messages) {
    try {
      return courier.deliver(unit, messages);
    } catch (RuntimeException e) {
      Duration pause = pause(messages.getFirst().attempts());
      log.warn("{} failed with {} messages, will retry in {}", name, messages.size(), pause, e);
      return messages.stream()
          .<Delivery>map(message -> new Delivery.Later(pause, String.valueOf(e.getMessage())))
          .toList();
    }
  }

  /** 2 s, 4 s, 8 s … up to ten minutes. */
  static Duration pause(int attempts) {
    long seconds = 2L << Math.min(attempts, 20);
    return seconds < LONGEST_PAUSE.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_PAUSE;
  }

  private void runUntilClosed() {
    while (open) {
      try {
        if (once() == 0) {
          woken.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
          woken.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("{} could not reach the outbox, will look again in {}", name, IDLE, e);
        pauseIdle();
      }
    }
  }

  private void pauseIdle() {
    try {
      woken.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
  }
}
