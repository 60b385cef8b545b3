package dev.leadline.simulator.bulk;

import dev.leadline.simulator.soql.Column;
import dev.leadline.simulator.soql.Kind;
import dev.leadline.simulator.soql.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a query as CSV has them: parents become dotted names. */
record CsvColumns(List<String> names, List<Column.Leaf> leaves) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

  static CsvColumns of(List<Column> columns) {
    CsvColumns csv = new CsvColumns(new ArrayList<>(), new ArrayList<>());
    csv.add("", columns);
    return csv;
  }

  private void add(String path, List<Column> columns) {
    for (Column column : columns) {
      switch (column) {
        case Column.Leaf leaf when leaf.kind() == Kind.COMPOUND ->
            throw unsupported("Selecting compound data not supported in Bulk Query");
        case Column.Leaf leaf -> {
          names.add(path + leaf.key());
          leaves.add(leaf);
        }
        case Column.Parent parent -> add(path + parent.key() + ".", parent.columns());
        case Column.Choice _ -> throw unsupported("TYPEOF is not supported in Bulk Query");
        case Column.Children _ ->
            throw unsupported(
                "Aggregate Relationships not supported in Bulk V2 Query with CSV content type");
      }
    }
  }

  static BulkError unsupported(String message) {
    return new BulkError(400, "FUNCTIONALITY_NOT_ENABLED", message);
  }

  List<String> cells(Row row) {
    List<String> cells = new ArrayList<>(leaves.size());
    for (Column.Leaf leaf : leaves) {
      cells.add(text(leaf.kind(), leaf.value().of(row)));
    }
    return cells;
  }

  private static String text(Kind kind, @Nullable Object value) {
    return switch (value) {
      case null -> kind == Kind.BOOLEAN ? "false" : "";
      case Instant moment -> MOMENT.format(moment);
      case LocalTime time -> TIME.format(time);
      case Double number -> BigDecimal.valueOf(number).toPlainString();
      default -> value.toString();
    };
  }
}
