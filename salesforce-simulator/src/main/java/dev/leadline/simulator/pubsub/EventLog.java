package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** All events of the org in commit order, for 72 hours of the org's clock. */
final class EventLog {
  private static final Duration RETENTION = Duration.ofDays(3);
  private static final int REPLAY_ID_BYTES = 10;

  private final InstantSource clock;
  private final int mostEvents;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Entry> entries = new ArrayList<>();
  private int expired;
  private long lastNumber = 21_000;

  /** An event at its place; numbers rise, with gaps. */
  record Entry(long number, Instant at, Event event) {
    ByteString replayId() {
      return EventLog.replayId(number);
    }
  }

  EventLog(InstantSource clock, int mostEvents) {
    this.clock = clock;
    this.mostEvents = mostEvents;
  }

  Entry add(Event event) {
    lock.lock();
    try {
      // The steps look random and are the same in every run. None is 1: the number before an entry
      // is
      // never another entry and can name the place between the two.
      lastNumber += 2 + Math.floorMod(Long.hashCode(lastNumber * 0x9E3779B97F4A7C15L), 7);
      Entry entry = new Entry(lastNumber, clock.instant(), event);
      entries.add(entry);
      expire();
      changed.signalAll();
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /** The newest place in the log. Where nothing is retained, a place is made. */
  Entry tip() {
    lock.lock();
    try {
      expire();
      return expired == entries.size() ? add(new Event.Marker()) : entries.getLast();
    } finally {
      lock.unlock();
    }
  }

  /** The place before the oldest event retained. */
  long beforeAll() {
    lock.lock();
    try {
      expire();
      return expired == entries.size() ? lastNumber : entries.get(expired).number() - 1;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The place a replay id names, if the log still has it: an entry, or the place just before one.
   */
  OptionalLong place(ByteString replayId) {
    if (replayId.size() != REPLAY_ID_BYTES) {
      return OptionalLong.empty();
    }
    ByteBuffer bytes = replayId.asReadOnlyByteBuffer();
    long number = bytes.getLong();
    lock.lock();
    try {
      expire();
      int at = firstAfter(number - 1);
      long next = at < entries.size() ? entries.get(at).number() : -1;
      boolean known = next == number || next == number + 1;
      return known && bytes.getShort() == 0 ? OptionalLong.of(number) : OptionalLong.empty();
    } finally {
      lock.unlock();
    }
  }

  /** What was read and how far reading got. */
  record Read(List<Entry> entries, long upTo) {}

  /** At most {@code most} wanted events after a place. */
  Read after(long place, Predicate<Event> wanted, int most) {
    lock.lock();
    try {
      expire();
      List<Entry> found = new ArrayList<>();
      long upTo = place;
      for (int at = firstAfter(place); at < entries.size() && found.size() < most; at++) {
        Entry entry = entries.get(at);
        upTo = entry.number();
        if (wanted.test(entry.event())) {
          found.add(entry);
        }
      }
      return new Read(found, upTo);
    } finally {
      lock.unlock();
    }
  }

  /** The number of the newest place. */
  long newest() {
    lock.lock();
    try {
      return lastNumber;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something is added, {@link #wake} is called or the time is up; not at all where
   * there is reason to go on.
   */
  void await(BooleanSupplier goOn, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !goOn.getAsBoolean()) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes everyone who waits look again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  static ByteString replayId(long number) {
    ByteBuffer bytes = ByteBuffer.allocate(REPLAY_ID_BYTES).putLong(number).putShort((short) 0);
    return ByteString.copyFrom(bytes.flip());
  }

  private int firstAfter(long number) {
    int low = expired;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).number() > number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Old entries are skipped at once and cleared away in large pieces. */
  private void expire() {
    Instant oldest = clock.instant().minus(RETENTION);
    while (expired < entries.size()
        && (entries.size() - expired > mostEvents || entries.get(expired).at().isBefore(oldest))) {
      expired++;
    }
    if (expired > 1_000 && expired > entries.size() / 2) {
      entries.subList(0, expired).clear();
      expired = 0;
    }
  }
}
