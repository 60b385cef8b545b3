package dev.leadline.ingest;

import dev.leadline.prospect.Fields;
import dev.leadline.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: concurrent calls meet in a queue; a writer takes what is there, makes it durable in
 * one transaction, and only then are the calls answered. No wait when idle. One writer alone
 * answers soonest while little waits, as calls then meet in few transactions; the others help while
 * so much waits that the database would idle between two transactions of one.
 */
public final class Ingest implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ingest.class);

  /**
   * How much is written at once.
   *
   * @param writers transactions at work at the same time, at most; a further one begins while 64
   *     signals wait
   * @param batch signals in one transaction; one call is never divided
   * @param queue signals that may wait before callers are turned away
   */
  public record Settings(int writers, int batch, int queue) {
    public static final Settings DEFAULT = new Settings(2, 500, 20_000);

    public Settings {
      if (writers < 1 || batch < 1 || queue < 1) {
        throw new IllegalArgumentException("writers, batch and queue must be at least 1");
      }
    }
  }

  /** Nothing of a call was kept, by our fault: the caller should send it again. */
  public static final class NotKept extends Exception {
    private static final long serialVersionUID = 1;

    NotKept(String why, @Nullable Throwable cause) {
      super(why, cause);
    }
  }

  /** One call's signals on their way, and the promise to its caller. */
  record Parcel(List<Read> reads, CompletableFuture<Void> kept) {}

  /** A signal and what it asks for. */
  record Read(Signal signal, Interpret.Meaning meaning) {}

  /** So many waiting signals are worth a transaction of their own beside the one under way. */
  private static final int PRESSING = 64;

  private final Units units;
  private final Fields fields;
  private final Settings settings;
  private final WriteSignals write;
  private final LinkedBlockingQueue<Parcel> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Semaphore pressure = new Semaphore(0);
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean open = true;

  public Ingest(Units units, Fields fields, WriteSignals write, Settings settings) {
    this.units = units;
    this.fields = fields;
    this.write = write;
    this.settings = settings;
    writers.add(Thread.ofPlatform().name("ingest-writer-1").start(this::writeUntilClosed));
    for (int i = 2; i <= settings.writers(); i++) {
      writers.add(Thread.ofPlatform().name("ingest-writer-" + i).start(this::helpUntilClosed));
    }
  }

  /**
   * Returns once every signal is durable.
   *
   * @throws NotKept when none of them is
   */
  public void accept(List<Signal> signals) throws NotKept, InterruptedException {
    if (signals.isEmpty()) {
      return;
    }
    Parcel parcel = new Parcel(interpret(signals), new CompletableFuture<>());
    enqueue(parcel);
    try {
      parcel.kept.get();
    } catch (ExecutionException e) {
      throw new NotKept("the database did not take it", e.getCause());
    }
  }

  /** Signals that wait for a writer. */
  public int waiting() {
    return waiting.get();
  }

  /** Takes no more, and returns when all that was taken is durable. */
  @Override
  public void close() {
    open = false;
    writers.forEach(Thread::interrupt);
    for (Thread writer : writers) {
      joinUninterruptibly(writer);
    }
    for (Parcel parcel = queue.poll(); parcel != null; parcel = queue.poll()) {
      parcel.kept.completeExceptionally(new NotKept("shutting down", null));
    }
  }

  private List<Read> interpret(List<Signal> signals) {
    List<Read> reads = new ArrayList<>(signals.size());
    for (Signal signal : signals) {
      reads.add(
          new Read(
              signal,
              signal.source() == Signal.UNKNOWN_SOURCE
                  ? Interpret.QUARANTINED
                  : Interpret.signal(signal, units.get(signal.unit()), fields.of(signal.unit()))));
    }
    return reads;
  }

  private void enqueue(Parcel parcel) throws NotKept {
    int size = parcel.reads.size();
    if (!open) {
      throw new NotKept("shutting down", null);
    }
    if (waiting.addAndGet(size) > settings.queue() && waiting.get() > size) {
      waiting.addAndGet(-size);
      throw new NotKept("too many calls wait already", null);
    }
    queue.add(parcel);
    if (waiting.get() >= PRESSING && pressure.availablePermits() == 0) {
      pressure.release();
    }
  }

  private void writeUntilClosed() {
    List<Parcel> batch = new ArrayList<>();
    while (true) {
      try {
        Parcel first = open ? queue.take() : queue.poll();
        if (first == null) {
          return;
        }
        batch.add(first);
      } catch (InterruptedException e) {
        continue; // closing: what waits is still written
      }
      fill(batch);
      writeAll(batch);
      batch.clear();
    }
  }

  private void helpUntilClosed() {
    List<Parcel> batch = new ArrayList<>();
    while (open) {
      try {
        pressure.acquire();
      } catch (InterruptedException e) {
        continue; // closing: the first writer empties the queue
      }
      while (waiting.get() >= PRESSING) {
        fill(batch);
        writeAll(batch);
        batch.clear();
      }
    }
  }

  private void fill(List<Parcel> batch) {
    int size = batch.stream().mapToInt(parcel -> parcel.reads.size()).sum();
    while (size < settings.batch()) {
      Parcel next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      size += next.reads.size();
    }
    waiting.addAndGet(-size);
  }

  private void writeAll(List<Parcel> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      write.all(batch);
      batch.forEach(parcel -> parcel.kept.complete(null));
    } catch (Exception e) {
      log.error("Could not keep {} calls; their senders are told to send again", batch.size(), e);
      batch.forEach(parcel -> parcel.kept.completeExceptionally(e));
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
