package dev.leadline.bench;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a hub for its heap every second and remembers the most. */
final class PeakHeap implements AutoCloseable {
  private final HubProcess hub;
  private final AtomicLong peak = new AtomicLong();
  private final ScheduledExecutorService every = Executors.newSingleThreadScheduledExecutor();

  PeakHeap(HubProcess hub) {
    this.hub = hub;
    var _ = every.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  long peakBytes() {
    return peak.get();
  }

  @Override
  public void close() {
    every.shutdownNow();
  }

  private void look() {
    try {
      peak.accumulateAndGet(hub.heapUsed(), Math::max);
    } catch (IOException e) {
      // The hub is busy or stopping: the next look counts.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
