package dev.leadline.simulator.soql;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The running value of one aggregate in one group. {@code GROUPING(field)} counts nothing: it is 1
 * where the group sums over the field, and 0 elsewhere.
 */
final class Tally {
  private final Aggregate aggregate;
  private final Values values;
  private final boolean sumsOver;
  private final Set<Object> distinct = new HashSet<>();
  private long count;
  private double sum;
  private @Nullable Object least;
  private @Nullable Object greatest;

  Tally(Aggregate aggregate, Values values, boolean sumsOver) {
    this.aggregate = aggregate;
    this.values = values;
    this.sumsOver = sumsOver;
  }

  void add(Row row) {
    Object value = aggregate.argument().of(row);
    if (value == null) {
      return;
    }
    count++;
    switch (aggregate.function()) {
      case "sum", "avg" -> sum += ((Number) value).doubleValue();
      case "count_distinct" -> addDistinct(value);
      case "min" -> least = before(value, least) ? value : least;
      case "max" -> greatest = greatest == null || before(greatest, value) ? value : greatest;
      default -> {}
    }
  }

  private void addDistinct(Object value) {
    Object form = values.comparable(aggregate.argument().kind(), value);
    if (form != null) {
      distinct.add(form);
    }
  }

  private boolean before(Object left, @Nullable Object right) {
    Kind kind = aggregate.argument().kind();
    Object a = values.comparable(kind, left);
    Object b = values.comparable(kind, right);
    return a != null && (b == null || Values.compareAny(a, b) < 0);
  }

  @Nullable Object result() {
    return switch (aggregate.function()) {
      case "count" -> count;
      case "grouping" -> sumsOver ? 1L : 0L;
      case "count_distinct" -> (long) distinct.size();
      case "sum" -> count == 0 ? null : (Object) sum;
      case "avg" -> count == 0 ? null : (Object) (sum / count);
      case "min" -> least;
      default -> greatest;
    };
  }
}
