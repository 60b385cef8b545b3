package dev.leadline.simulator.org;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Locks on records and unique values, held by a transaction until it ends. */
final class RowLocks {

  private final ReentrantLock mutex = new ReentrantLock();
  private final Condition released = mutex.newCondition();
  private final Map<String, Transaction> owners = new HashMap<>();
  private volatile Duration patience = Duration.ofSeconds(10);

  void patience(Duration wait) {
    patience = wait;
  }

  /** Takes a lock; false when another transaction kept it for longer than the org waits. */
  boolean take(String key, Transaction owner) {
    mutex.lock();
    try {
      long left = patience.toNanos();
      while (owners.getOrDefault(key, owner) != owner) {
        if (left <= 0) {
          return false;
        }
        left = released.awaitNanos(left);
      }
      owners.put(key, owner);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      mutex.unlock();
    }
  }

  void release(Transaction owner, Iterator<String> keys) {
    mutex.lock();
    try {
      while (keys.hasNext()) {
        owners.remove(keys.next(), owner);
      }
      released.signalAll();
    } finally {
      mutex.unlock();
    }
  }
}
