package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ORDER BY: reads each row's keys once and keeps no more rows than will be shown. */
final class Sorting<T> {
  /** Up to this many rows are kept in a heap; more are sorted whole. */
  private static final int LARGEST_HEAP = 10_000;

  record Key<T>(Bound<T> bound, boolean descending, boolean nullsFirst) {}

  private record Keyed<T>(T row, List<@Nullable Object> keys, long number) {}

  private final List<Key<T>> keys;
  private final Values values;

  Sorting(List<Key<T>> keys, Values values) {
    this.keys = keys;
    this.values = values;
  }

  boolean isIdle() {
    return keys.isEmpty();
  }

  /** The first {@code keep} rows in order, those of equal keys as they came. */
  List<T> first(Stream<T> rows, long keep) {
    List<Keyed<T>> kept = keep < LARGEST_HEAP ? best(rows, (int) keep) : all(rows);
    kept.sort(this::compare);
    List<T> sorted = new ArrayList<>();
    for (int i = 0; i < kept.size() && i < keep; i++) {
      sorted.add(kept.get(i).row());
    }
    return sorted;
  }

  private List<Keyed<T>> all(Stream<T> rows) {
    List<Keyed<T>> all = new ArrayList<>();
    rows.forEach(row -> all.add(keyed(row, all.size())));
    return all;
  }

  /** A heap with the worst row on top, which gives way to any better one. */
  private List<Keyed<T>> best(Stream<T> rows, int keep) {
    if (keep == 0) {
      return new ArrayList<>();
    }
    Comparator<Keyed<T>> order = this::compare;
    PriorityQueue<Keyed<T>> heap = new PriorityQueue<>(Collections.reverseOrder(order));
    long[] number = {0};
    rows.forEach(row -> {
      Keyed<T> arrived = keyed(row, number[0]++);
      if (heap.size() < keep) {
        heap.add(arrived);
      } else if (order.compare(arrived, heap.element()) < 0) {
        heap.remove();
        heap.add(arrived);
      }
    });
    return new ArrayList<>(heap);
  }

  private Keyed<T> keyed(T row, long number) {
    List<@Nullable Object> read = new ArrayList<>(keys.size());
    for (Key<T> key : keys) {
      read.add(values.comparable(key.bound().kind(), key.bound().of(row)));
    }
    return new Keyed<>(row, read, number);
  }

  private int compare(Keyed<T> left, Keyed<T> right) {
    for (int i = 0; i < keys.size(); i++) {
      int order = compare(keys.get(i), left.keys().get(i), right.keys().get(i));
      if (order != 0) {
        return order;
      }
    }
    return Long.compare(left.number(), right.number());
  }

  private int compare(Key<T> key, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      int nullsFirst = Boolean.compare(left != null, right != null);
      return key.nullsFirst() ? nullsFirst : -nullsFirst;
    }
    int order = Values.compareAny(left, right);
    return key.descending() ? -order : order;
  }
}
