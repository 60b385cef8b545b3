package dev.leadline.simulator.soql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One SELECT as written: the shape is checked, no name is looked up yet. */
public record Query(
    String text,
    List<Item> select,
    From from,
    @Nullable Condition where,
    List<Operand> groupBy,
    Subtotals subtotals,
    @Nullable Condition having,
    List<Order> orderBy,
    @Nullable Integer limit,
    int offset) {

  public Query {
    select = List.copyOf(select);
    groupBy = List.copyOf(groupBy);
    orderBy = List.copyOf(orderBy);
  }

  /** A query without groups. */
  static Query plain(
      String text,
      List<Item> select,
      From from,
      @Nullable Condition where,
      List<Order> orderBy,
      @Nullable Integer limit,
      int offset) {
    return new Query(
        text, select, from, where, List.of(), Subtotals.NONE, null, orderBy, limit, offset);
  }

  /** Which sums of groups are asked for beside the groups themselves. */
  public enum Subtotals {
    NONE,
    ROLLUP,
    CUBE
  }

  /** One entry of the select list. */
  public sealed interface Item {
    int at();
  }

  /** A field or function, with its alias if it has one. */
  public record Value(Operand operand, @Nullable String alias) implements Item {
    @Override
    public int at() {
      return operand.at();
    }
  }

  /** {@code COUNT()}: only the number of rows is asked for. */
  public record CountRows(int at) implements Item {}

  /** {@code FIELDS(ALL)} and its kin. */
  public record FieldSet(Fields fields, int at) implements Item {}

  /** A child subquery; its FROM names the relationship. */
  public record Child(Query query, int at) implements Item {}

  /**
   * {@code TYPEOF What WHEN Account THEN Phone ELSE Name END}.
   *
   * @param otherwise empty where there is no ELSE
   */
  public record TypeOf(Operand.Path relationship, List<When> whens, List<Operand.Path> otherwise)
      implements Item {
    public TypeOf {
      whens = List.copyOf(whens);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public int at() {
      return relationship.at();
    }
  }

  /** The fields shown of a parent of one object. */
  public record When(String object, int at, List<Operand.Path> fields) {
    public When {
      fields = List.copyOf(fields);
    }
  }

  public enum Fields {
    ALL,
    STANDARD,
    CUSTOM
  }

  /**
   * The object and the aliases.
   *
   * @param aliases alias in lower case → path it stands for, empty for the object
   * @param mine only records that the user owns: {@code USING SCOPE mine}
   */
  public record From(String object, int at, Map<String, String> aliases, boolean mine) {
    public From {
      aliases = Map.copyOf(aliases);
    }

    /** All records of an object. */
    From(String object, int at) {
      this(object, at, Map.of(), false);
    }
  }

  public record Order(Operand operand, boolean descending, boolean nullsFirst) {}
}
