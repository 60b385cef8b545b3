package dev.leadline.simulator.org;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Row numbers by value. Entries are only added; a row that has moved on leaves its old entry
 * behind, so readers check the value again, and the table rebuilds the index when too many entries
 * are stale.
 */
final class HashIndex {

  private static final int[] NONE = {};
  private final Map<Object, Object> numbers = new HashMap<>();
  private int entries;

  void add(Object value, int number) {
    entries++;
    numbers.merge(key(value), number, HashIndex::join);
  }

  /** The numbers under a value in rising order, each once. */
  int[] get(Object value) {
    Object found = numbers.get(key(value));
    if (found == null) {
      return NONE;
    }
    if (found instanceof Numbers several) {
      return several.sorted();
    }
    return new int[] {(Integer) found};
  }

  int entries() {
    return entries;
  }

  /** Text is found without regard to case. */
  static Object key(Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }

  private static Object join(Object former, Object number) {
    if (former instanceof Numbers several) {
      several.add((Integer) number);
      return several;
    }
    if (former.equals(number)) {
      return former;
    }
    Numbers several = new Numbers();
    several.add((Integer) former);
    several.add((Integer) number);
    return several;
  }

  static boolean sameKey(@Nullable Object one, @Nullable Object other) {
    return one != null && other != null && key(one).equals(key(other));
  }

  /** A growing list of numbers without boxes. */
  private static final class Numbers {
    private int[] list = new int[2];
    private int size;

    void add(int number) {
      if (size == list.length) {
        list = Arrays.copyOf(list, size + (size >> 1) + 1);
      }
      list[size++] = number;
    }

    int[] sorted() {
      return Arrays.stream(list, 0, size).sorted().distinct().toArray();
    }
  }
}
