package dev.leadline.simulator.soql;

/** An aggregate function of a field, its name in lower case. */
record Aggregate(String function, Bound<Row> argument) {
  Kind kind() {
    return switch (function) {
      case "count", "count_distinct", "grouping" -> Kind.WHOLE;
      case "sum", "avg" -> Kind.DECIMAL;
      default -> argument.kind();
    };
  }

  boolean fits() {
    boolean number = argument.kind() == Kind.WHOLE || argument.kind() == Kind.DECIMAL;
    return switch (function) {
      case "sum", "avg" -> number;
      case "min", "max" -> argument.kind() != Kind.BOOLEAN && argument.kind() != Kind.COMPOUND;
      default -> true;
    };
  }
}
