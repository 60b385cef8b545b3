package dev.leadline.simulator.soql;

import dev.leadline.simulator.soql.Condition.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a condition, once per query, into a test and the index access that goes with it; {@code
 * T} is a row for WHERE and a group for HAVING.
 */
final class Filters<T> {
  /** A compiled condition. */
  record Filter<T>(Predicate<T> test, Access access) {}

  private final Scope scope;
  private final Function<Operand, Bound<T>> binder;
  private final Function<Query, Supplier<Set<Object>>> subQueries;
  private final Values values;

  Filters(
      Scope scope,
      Function<Operand, Bound<T>> binder,
      Function<Query, Supplier<Set<Object>>> subQueries) {
    this.scope = scope;
    this.binder = binder;
    this.subQueries = subQueries;
    this.values = new Values(scope);
  }

  Filter<T> compile(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all(all.parts());
      case Condition.Any any -> any(any.parts());
      case Condition.Not not ->
          new Filter<>(compile(not.part()).test().negate(), Access.everything());
      case Condition.Compare compare -> compare(compare);
      case Condition.Like like -> like(like);
      case Condition.Among among -> among(among);
      case Condition.AmongQuery among -> amongQuery(among);
      case Condition.Includes includes -> includes(includes);
    };
  }

  private Filter<T> all(List<Condition> parts) {
    List<Filter<T>> filters = parts.stream().map(this::compile).toList();
    List<Predicate<T>> tests = filters.stream().map(Filter::test).toList();
    Access access = new Access.Best(filters.stream().map(Filter::access).toList());
    return new Filter<>(
        row -> {
          for (Predicate<T> test : tests) {
            if (!test.test(row)) {
              return false;
            }
          }
          return true;
        },
        access);
  }

  private Filter<T> any(List<Condition> parts) {
    List<Filter<T>> filters = parts.stream().map(this::compile).toList();
    List<Predicate<T>> tests = filters.stream().map(Filter::test).toList();
    Access access = new Access.Union(filters.stream().map(Filter::access).toList());
    return new Filter<>(row -> tests.stream().anyMatch(test -> test.test(row)), access);
  }

  private Bound<T> bind(Operand operand) {
    Bound<T> bound = binder.apply(operand);
    if (!bound.field().filterable()) {
      throw scope.error(
          operand,
          "INVALID_FIELD",
          "field '%s' can not be filtered in a query call".formatted(bound.field().name()));
    }
    return bound;
  }

  private Filter<T> compare(Condition.Compare compare) {
    Bound<T> left = bind(compare.left());
    Comparison op = compare.comparison();
    if (left.kind() == Kind.BOOLEAN && op != Comparison.EQUAL && op != Comparison.NOT_EQUAL) {
      throw badOperator(compare.left(), left);
    }
    if (compare.right() instanceof Literal.Span span && values.takesSpan(left.kind())) {
      return span(left, op, values.span(span, left.kind()));
    }
    Object right = values.of(compare.left(), left.kind(), compare.right());
    if (right == null) {
      return nullTest(left, op);
    }
    Predicate<T> test =
        row -> {
          Object value = values.comparable(left.kind(), left.of(row));
          return value == null
              ? op == Comparison.NOT_EQUAL
              : op.holds(values.compare(value, right));
        };
    return new Filter<>(test, access(left, op, right));
  }

  private Filter<T> nullTest(Bound<T> left, Comparison op) {
    return switch (op) {
      case EQUAL -> new Filter<>(row -> left.of(row) == null, Access.everything());
      case NOT_EQUAL -> new Filter<>(row -> left.of(row) != null, Access.everything());
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          new Filter<>(row -> false, Access.everything());
    };
  }

  private Filter<T> span(Bound<T> left, Comparison op, Values.Span span) {
    Predicate<T> test =
        row -> {
          Object value = values.comparable(left.kind(), left.of(row));
          return value == null ? op == Comparison.NOT_EQUAL : op.holds(span.order(value));
        };
    Object last = span.last();
    Access access =
        switch (op) {
          case EQUAL -> range(left, span.from(), last);
          case LESS -> range(left, null, span.from());
          case LESS_OR_EQUAL -> range(left, null, last);
          case GREATER -> range(left, last, null);
          case GREATER_OR_EQUAL -> range(left, span.from(), null);
          case NOT_EQUAL -> Access.everything();
        };
    return new Filter<>(test, access);
  }

  private Access access(Bound<T> left, Comparison op, Object right) {
    return switch (op) {
      case EQUAL ->
          left.kind() == Kind.DATETIME
              ? range(left, right, endOfSecond(right))
              : any(left, () -> Set.of(right));
      case LESS, LESS_OR_EQUAL -> range(left, null, endOfSecond(right));
      case GREATER, GREATER_OR_EQUAL -> range(left, right, null);
      case NOT_EQUAL -> Access.everything();
    };
  }

  /**
   * Moments are compared by whole seconds, so an index must be asked for all of the last second.
   */
  private static Object endOfSecond(Object value) {
    return value instanceof Instant moment ? moment.plusNanos(999_999_999) : value;
  }

  private Access range(Bound<T> left, @Nullable Object from, @Nullable Object to) {
    return left.own()
        ? new Access.One(() -> new Probe.Range(left.field(), from, to))
        : Access.everything();
  }

  private Access any(Bound<T> left, Supplier<Set<Object>> wanted) {
    return left.own()
        ? new Access.One(() -> new Probe.Any(left.field(), wanted.get()))
        : Access.everything();
  }

  private Filter<T> like(Condition.Like like) {
    Bound<T> left = bind(like.left());
    if (!left.kind().isText()) {
      throw badOperator(like.left(), left);
    }
    Object checked = values.of(like.left(), left.kind(), like.right());
    if (checked == null || !(like.right() instanceof Literal.Text text)) {
      return new Filter<>(row -> left.of(row) == null, Access.everything());
    }
    LikePattern pattern = new LikePattern(text.pattern());
    return new Filter<>(
        row -> left.of(row) instanceof String value && pattern.test(value), Access.everything());
  }

  private Filter<T> among(Condition.Among among) {
    Bound<T> left = bind(among.left());
    if (among.values().stream().anyMatch(value -> value instanceof Literal.Span)) {
      return amongSpans(among);
    }
    Set<Object> wanted = new HashSet<>();
    boolean wantsNull = false;
    for (Literal literal : among.values()) {
      Object value = values.of(among.left(), left.kind(), literal);
      wantsNull |= value == null;
      if (value != null) {
        wanted.add(value);
      }
    }
    return membership(left, among.negated(), () -> wanted, wantsNull);
  }

  private Filter<T> amongSpans(Condition.Among among) {
    List<Condition> equals = new ArrayList<>();
    for (Literal literal : among.values()) {
      equals.add(new Condition.Compare(among.left(), Comparison.EQUAL, literal));
    }
    Filter<T> any = any(equals);
    return among.negated() ? new Filter<>(any.test().negate(), Access.everything()) : any;
  }

  private Filter<T> membership(
      Bound<T> left, boolean negated, Supplier<Set<Object>> wanted, boolean wantsNull) {
    Predicate<T> among =
        row -> {
          Object value = values.comparable(left.kind(), left.of(row));
          return value == null ? wantsNull : wanted.get().contains(value);
        };
    if (negated) {
      return new Filter<>(among.negate(), Access.everything());
    }
    return new Filter<>(among, wantsNull ? Access.everything() : any(left, wanted));
  }

  private Filter<T> amongQuery(Condition.AmongQuery among) {
    Bound<T> left = bind(among.left());
    if (left.kind() != Kind.ID && left.kind() != Kind.REFERENCE) {
      throw scope.error(
          among.left(),
          "MALFORMED_QUERY",
          "The left operand '%s' in the where expression should be an id field, cannot use: '%s'"
              .formatted(among.left().text(), left.kind().shown()));
    }
    return membership(left, among.negated(), subQueries.apply(among.query()), false);
  }

  private Filter<T> includes(Condition.Includes includes) {
    Bound<T> left = bind(includes.left());
    if (left.kind() != Kind.MULTIPICKLIST) {
      throw scope.error(
          includes.left(),
          "INVALID_QUERY_FILTER_OPERATOR",
          "includes or excludes operator only valid on multipicklist field");
    }
    List<Set<String>> wanted = new ArrayList<>();
    for (Literal literal : includes.values()) {
      Object value = values.of(includes.left(), left.kind(), literal);
      wanted.add(value == null ? Set.of() : chosen((String) value));
    }
    Predicate<T> test =
        row -> {
          Object value = left.of(row);
          Set<String> has = value == null ? Set.of() : chosen((String) value);
          return wanted.stream()
              .anyMatch(set -> set.isEmpty() ? has.isEmpty() : has.containsAll(set));
        };
    return new Filter<>(includes.negated() ? test.negate() : test, Access.everything());
  }

  private static Set<String> chosen(String joined) {
    return Set.copyOf(new HashSet<>(List.of(joined.toLowerCase(Locale.ROOT).split(";", -1))));
  }

  private SoqlError badOperator(Operand at, Bound<T> left) {
    return scope.error(
        at,
        "INVALID_QUERY_FILTER_OPERATOR",
        "invalid operator on " + left.kind().shown() + " field");
  }
}
