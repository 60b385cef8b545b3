package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the rows that may satisfy a condition can be reached without looking at all of them. */
sealed interface Access {
  /** What no index answers. */
  static Access everything() {
    return new Everything();
  }

  /** No index helps. */
  record Everything() implements Access {}

  /** One index lookup; the probe is made when the query runs, for a semi-join has to run first. */
  record One(Supplier<Probe> probe) implements Access {}

  /** Conditions joined by AND: the cheapest part serves. */
  record Best(List<Access> parts) implements Access {}

  /** Conditions joined by OR: only all parts together serve. */
  record Union(List<Access> parts) implements Access {}

  /** The candidates for this access, or null where only a full scan will do. */
  default View.@Nullable Candidates in(View view, Shape shape) {
    return switch (this) {
      case Everything everything -> null;
      case One one -> one(one.probe().get(), view, shape);
      case Best best -> best(best.parts(), view, shape);
      case Union union -> union(union.parts(), view, shape);
    };
  }

  private static View.@Nullable Candidates one(Probe probe, View view, Shape shape) {
    if (probe instanceof Probe.Any any && any.values().isEmpty()) {
      return new View.Candidates(0, Stream::empty);
    }
    if (probe instanceof Probe.Any any && any.field().kind() == Kind.ID) {
      return new View.Candidates(any.values().size(), () -> byId(any.values(), view, shape));
    }
    return view.candidates(shape, probe);
  }

  private static Stream<Row> byId(Set<Object> ids, View view, Shape shape) {
    List<String> ordered = new ArrayList<>();
    ids.forEach(id -> ordered.add((String) id));
    Collections.sort(ordered);
    return ordered.stream()
        .map(view::row)
        .filter(r -> r != null && r.object().equals(shape.name()));
  }

  private static View.@Nullable Candidates best(List<Access> parts, View view, Shape shape) {
    View.Candidates best = null;
    for (Access part : parts) {
      View.Candidates found = part.in(view, shape);
      if (found != null && (best == null || found.estimate() < best.estimate())) {
        best = found;
      }
    }
    return best;
  }

  private static View.@Nullable Candidates union(List<Access> parts, View view, Shape shape) {
    List<View.Candidates> all = new ArrayList<>();
    long estimate = 0;
    for (Access part : parts) {
      View.Candidates found = part.in(view, shape);
      if (found == null) {
        return null;
      }
      all.add(found);
      estimate += found.estimate();
    }
    return new View.Candidates(estimate, () -> distinct(all));
  }

  private static Stream<Row> distinct(List<View.Candidates> all) {
    Set<String> seen = new HashSet<>();
    return all.stream().flatMap(part -> part.rows().get()).filter(row -> seen.add(row.id()));
  }
}
