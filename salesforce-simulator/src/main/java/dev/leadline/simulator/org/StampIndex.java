package dev.leadline.simulator.org;

import java.util.Arrays;

/**
 * Row numbers in the order of their SystemModstamp. Nearly always appended to; a late commit or
 * seeded past is put in its place. Stale entries stay behind, as in {@link HashIndex}.
 */
final class StampIndex {

  private long[] stamps = new long[16];
  private int[] numbers = new int[16];
  private int size;

  void add(long stamp, int number) {
    if (size == stamps.length) {
      int grown = size + (size >> 1);
      stamps = Arrays.copyOf(stamps, grown);
      numbers = Arrays.copyOf(numbers, grown);
    }
    int at = size;
    if (size > 0 && stamps[size - 1] > stamp) {
      at = firstAbove(stamp);
      System.arraycopy(stamps, at, stamps, at + 1, size - at);
      System.arraycopy(numbers, at, numbers, at + 1, size - at);
    }
    stamps[at] = stamp;
    numbers[at] = number;
    size++;
  }

  /** The entry at this place; places run from {@link #firstFrom} to {@link #size}. */
  int numberAt(int place) {
    return numbers[place];
  }

  long stampAt(int place) {
    return stamps[place];
  }

  int size() {
    return size;
  }

  /** The first place whose stamp is at or after the given one. */
  int firstFrom(long stamp) {
    return firstAbove(stamp - 1);
  }

  private int firstAbove(long stamp) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stamps[middle] > stamp) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
