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
    @Nullable Condition having,
    List<Order> orderBy,
    @Nullable Integer limit,
    int offset) {

  public Query {
    select = List.copyOf(select);
    groupBy = List.copyOf(groupBy);
    orderBy = List.copyOf(orderBy);
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

  public enum Fields {
    ALL,
    STANDARD,
    CUSTOM
  }

  /** The object and the aliases: alias in lower case → path it stands for, empty for the object. */
  public record From(String object, int at, Map<String, String> aliases) {
    public From {
      aliases = Map.copyOf(aliases);
    }
  }

  public record Order(Operand operand, boolean descending, boolean nullsFirst) {}
}
