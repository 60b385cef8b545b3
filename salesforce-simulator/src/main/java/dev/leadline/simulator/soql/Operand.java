package dev.leadline.simulator.soql;

/**
 * What a query names on the left of a comparison or in a list: a field path or a function of one.
 */
public sealed interface Operand {
  /** As written. */
  String text();

  /** Where it stands in the query, from 0. */
  int at();

  /** A field, perhaps through parents: {@code Account.Owner.Name}. */
  record Path(String text, int at) implements Operand {}

  /**
   * A function, its name in lower case: {@code count_distinct}, {@code calendar_year}, {@code
   * tolabel}.
   */
  record Call(String function, Operand argument, String text, int at) implements Operand {}
}
