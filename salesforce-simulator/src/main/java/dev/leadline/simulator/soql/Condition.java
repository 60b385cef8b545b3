package dev.leadline.simulator.soql;

import java.util.List;

/** A WHERE or HAVING clause as written. */
public sealed interface Condition {
  record All(List<Condition> parts) implements Condition {}

  record Any(List<Condition> parts) implements Condition {}

  record Not(Condition part) implements Condition {}

  record Compare(Operand left, Comparison comparison, Literal right) implements Condition {}

  record Like(Operand left, Literal right) implements Condition {}

  /** {@code IN} and, negated, {@code NOT IN} a list. */
  record Among(Operand left, boolean negated, List<Literal> values) implements Condition {}

  /** {@code IN} and, negated, {@code NOT IN} a sub-select: the semi-join and the anti-join. */
  record AmongQuery(Operand left, boolean negated, Query query) implements Condition {}

  /** {@code INCLUDES} and, negated, {@code EXCLUDES} on a multi-select picklist. */
  record Includes(Operand left, boolean negated, List<Literal> values) implements Condition {}

  /** The six operators that compare one value with another. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Whether the operator holds for a {@link java.util.Comparator} result. */
    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }
}
