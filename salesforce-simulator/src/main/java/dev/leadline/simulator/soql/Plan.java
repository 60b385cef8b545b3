package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query whose names have been looked up and whose conditions are compiled, ready to run. */
public final class Plan {
  private static final int MOST_GROUPS = 2_000;

  private final Scope scope;
  private final @Nullable Field link;
  private final List<Column> columns;
  private final Filters.@Nullable Filter<Row> where;
  private final Sorting<Row> sorting;
  private final @Nullable Grouping grouping;
  private final boolean counting;

  private Plan(Scope scope, @Nullable Field link, boolean semiJoin) {
    Query query = scope.query();
    this.scope = scope;
    this.link = link;
    this.counting =
        query.select().getFirst() instanceof Query.CountRows && query.select().size() == 1;
    if (counting && !(query.groupBy().isEmpty() && query.orderBy().isEmpty())) {
      throw SoqlError.malformed("COUNT() cannot be grouped or ordered");
    }
    Filters<Row> filters =
        new Filters<>(scope, scope::bind, sub -> semiJoin ? nested() : idsOf(sub));
    this.where = where(scope, filters);
    this.grouping = !counting && Grouping.isWanted(query) ? new Grouping(scope) : null;
    this.columns = counting || grouping != null ? List.of() : Layout.of(scope);
    this.sorting =
        grouping != null || counting ? new Sorting<>(List.of(), new Values(scope)) : sorting(scope);
    if ((counting || grouping != null) && (link != null || semiJoin)) {
      throw SoqlError.malformed("only root queries support aggregate expressions");
    }
    if (query.having() != null && grouping == null) {
      throw SoqlError.malformed("Having clause requires a group by clause");
    }
  }

  private static Filters.@Nullable Filter<Row> where(Scope scope, Filters<Row> filters) {
    List<Condition> conditions = new ArrayList<>();
    if (scope.query().from().mine()) {
      conditions.add(scope.mine());
    }
    if (scope.query().where() != null) {
      conditions.add(scope.query().where());
    }
    return switch (conditions.size()) {
      case 0 -> null;
      case 1 -> filters.compile(conditions.getFirst());
      default -> filters.compile(new Condition.All(conditions));
    };
  }

  /** Looks all names up; what is wrong with the query is found here. */
  public static Plan of(View view, Query query) {
    return new Plan(Scope.of(view, query), null, false);
  }

  static Plan child(Scope scope, String linkName) {
    Field link = scope.shape().field(linkName);
    if (link == null) {
      throw new SoqlError("INVALID_FIELD", "No such relation '" + linkName + "'");
    }
    return new Plan(scope, link, false);
  }

  /** The object in FROM. */
  public Shape shape() {
    return scope.shape();
  }

  /** The columns of each row; empty for counts and aggregates. */
  public List<Column> columns() {
    return columns;
  }

  /** Runs the query. */
  public Answer run(boolean withDeleted) {
    Query query = scope.query();
    if (grouping != null) {
      return groups(grouping, withDeleted);
    }
    if (counting) {
      return new Answer.Count(limited(matches(withDeleted), query).count());
    }
    return new Answer.Rows(columns, stream(withDeleted).toList(), withDeleted);
  }

  /** The rows one by one, found as they are asked for unless the query wants them in order. */
  public Stream<Row> stream(boolean withDeleted) {
    return shown(matches(withDeleted));
  }

  private Answer groups(Grouping grouping, boolean withDeleted) {
    Answer.Groups groups = grouping.run(matches(withDeleted));
    if (groups.total() > MOST_GROUPS) {
      throw new SoqlError(
          "EXCEEDED_ID_LIMIT",
          "Aggregate query does not support queryMore(). Use LIMIT to restrict the results to a single"
              + " batch");
    }
    return groups;
  }

  /** The rows of a child subquery under one parent. */
  Answer.Rows under(Row parent, boolean withDeleted) {
    Field through = link;
    if (through == null) {
      throw new IllegalStateException("not a child subquery");
    }
    View.Candidates found =
        scope.view().candidates(scope.shape(), new Probe.Any(through, Set.of(parent.id())));
    Stream<Row> rows = found == null ? scope.view().rows(scope.shape()) : found.rows().get();
    Stream<Row> children =
        passing(rows, withDeleted).filter(row -> parent.id().equals(row.get(through)));
    return new Answer.Rows(columns, shown(children).toList(), withDeleted);
  }

  /** The rows that a search finds among those of the query. */
  Stream<Row> found(Filters.Filter<Row> search) {
    return shown(matches(false, search.access()).filter(search.test()));
  }

  private Stream<Row> matches(boolean withDeleted) {
    return matches(withDeleted, Access.everything());
  }

  private Stream<Row> matches(boolean withDeleted, Access further) {
    Access access = where == null ? further : new Access.Best(List.of(where.access(), further));
    View.Candidates found = access.in(scope.view(), scope.shape());
    Stream<Row> rows = found == null ? scope.view().rows(scope.shape()) : found.rows().get();
    return passing(rows, withDeleted);
  }

  private Stream<Row> passing(Stream<Row> rows, boolean withDeleted) {
    Stream<Row> alive = withDeleted ? rows : rows.filter(row -> !row.deleted());
    return where == null ? alive : alive.filter(where.test());
  }

  private Stream<Row> shown(Stream<Row> rows) {
    Query query = scope.query();
    if (sorting.isIdle()) {
      return limited(rows, query);
    }
    long keep = query.limit() == null ? Long.MAX_VALUE : (long) query.limit() + query.offset();
    return sorting.first(rows, keep).stream().skip(query.offset());
  }

  private static Stream<Row> limited(Stream<Row> rows, Query query) {
    Stream<Row> rest = query.offset() == 0 ? rows : rows.skip(query.offset());
    return query.limit() == null ? rest : rest.limit(query.limit());
  }

  private static Sorting<Row> sorting(Scope scope) {
    List<Sorting.Key<Row>> keys = new ArrayList<>();
    for (Query.Order order : scope.query().orderBy()) {
      Bound<Row> bound = scope.bind(order.operand());
      if (!bound.field().sortable()) {
        throw scope.error(
            order.operand(),
            "MALFORMED_QUERY",
            "field '%s' can not be sorted in a query call".formatted(bound.field().name()));
      }
      keys.add(new Sorting.Key<>(bound, order.descending(), order.nullsFirst()));
    }
    return new Sorting<>(keys, new Values(scope));
  }

  private static Supplier<Set<Object>> nested() {
    throw SoqlError.malformed("Nesting of semi join sub-selects is not supported");
  }

  /** The ids a semi-join's sub-select yields, read at the first row that asks. */
  private Supplier<Set<Object>> idsOf(Query sub) {
    Plan plan = new Plan(Scope.of(scope.view(), sub), null, true);
    if (plan.columns.size() != 1
        || sub.select().size() != 1
        || !(sub.select().getFirst() instanceof Query.Value value)) {
      throw SoqlError.malformed("semi join sub-selects can only query one field");
    }
    Bound<Row> id = plan.scope.bind(value.operand());
    if (id.kind() != Kind.ID && id.kind() != Kind.REFERENCE) {
      throw plan.scope.error(
          value.operand(),
          "MALFORMED_QUERY",
          "The selected field '%s' in the subquery and the left operand field in the where expression"
                  .formatted(value.operand().text())
              + " in the outer query should point to the same object type");
    }
    return new Once<>(() -> {
      Set<Object> ids = new HashSet<>();
      plan.stream(false)
          .map(id::of)
          .forEach(found -> {
            if (found != null) {
              ids.add(found);
            }
          });
      return ids;
    });
  }

  /** Computes its value at the first call. A plan is run by one thread. */
  private static final class Once<V> implements Supplier<V> {
    private final Supplier<V> source;
    private @Nullable V value;

    Once(Supplier<V> source) {
      this.source = source;
    }

    @Override
    public V get() {
      V known = value;
      if (known == null) {
        known = source.get();
        value = known;
      }
      return known;
    }
  }
}
