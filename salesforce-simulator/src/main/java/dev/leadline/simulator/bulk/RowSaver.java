package dev.leadline.simulator.bulk;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Repeats;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Saves the rows of one job: the header is understood once, then each row becomes one save. */
final class RowSaver {
  private static final String NOTHING = "#N/A";

  private final IngestJob.Order order;
  private final List<Column> columns;

  private RowSaver(IngestJob.Order order, List<Column> columns) {
    this.order = order;
    this.columns = columns;
  }

  /** What became of a row. */
  record Outcome(CsvRecord row, SaveResult result) {
    boolean isLocked() {
      return result.errors().stream().anyMatch(error -> error.code().equals("UNABLE_TO_LOCK_ROW"));
    }
  }

  /** A column: a field, or a key of the record that a lookup points at. */
  private record Column(String field, @Nullable String parentKey) {}

  static RowSaver of(Org org, IngestJob job, List<String> header) throws Loading.BadContent {
    List<Column> columns = new ArrayList<>();
    for (String name : header) {
      Column column = column(org, job, name);
      if (columns.contains(column)) {
        throw new Loading.BadContent("InvalidBatch : Duplicate field name found : " + name);
      }
      columns.add(column);
    }
    return new RowSaver(job.order(), columns);
  }

  private static Column column(Org org, IngestJob job, String name) throws Loading.BadContent {
    ObjectType type = job.order().type();
    Field field = type.field(name.strip());
    if (field != null && org.access().sees(job.caller().userId(), type, field)) {
      return new Column(field.name(), null);
    }
    int dot = name.indexOf('.');
    String path = dot < 0 ? "" : name.substring(0, dot).strip();
    // A reference to several objects is written with the object meant: Type:Relationship.Key.
    String relationship = path.substring(path.indexOf(':') + 1);
    Field lookup =
        relationship.isEmpty()
            ? null
            : org.access().lookup(job.caller().userId(), type, relationship);
    if (lookup == null) {
      throw new Loading.BadContent("InvalidBatch : Field name not found : " + name);
    }
    return new Column(
        Objects.requireNonNullElse(lookup.reference().parentName(), lookup.name()),
        name.substring(dot + 1).strip());
  }

  /** Saves the rows of one chunk, in order. Rows that share a key are all refused. */
  List<Outcome> save(Transaction tx, List<CsvRecord> rows) {
    List<Map<String, @Nullable Object>> read = rows.stream().map(this::values).toList();
    Field key = key();
    List<@Nullable Object> keys = new ArrayList<>();
    read.forEach(values -> keys.add(values.get(key.name())));
    Repeats repeats = Repeats.of(key, keys);
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      outcomes.add(save(tx, rows.get(i), read.get(i), repeats));
    }
    return outcomes;
  }

  /** What tells the records of the job apart: the key of an upsert, or else the Id. */
  private Field key() {
    return order.key() == null ? order.type().need("Id") : order.key();
  }

  private Outcome save(
      Transaction tx, CsvRecord row, Map<String, @Nullable Object> values, Repeats repeats) {
    if (row.getFieldCount() > columns.size()) {
      return refused(
          row,
          DmlError.of(
              "INVALID_FIELD",
              "the row has " + row.getFieldCount() + " cells, the header " + columns.size()));
    }
    Optional<DmlError> repeated = repeats.refusal(values.get(key().name()));
    if (repeated.isPresent() && matchesByKey()) {
      return refused(row, repeated.get());
    }
    Object id = values.remove("Id");
    String idText = id == null ? null : id.toString();
    ObjectType type = order.type();
    SaveResult result =
        switch (order.operation()) {
          case INSERT -> tx.insert(type, idText == null ? values : withId(values, idText));
          case UPDATE -> tx.update(type, idText, values);
          case UPSERT -> upsert(tx, idText, values);
          case DELETE -> tx.delete(type, idText);
          case HARD_DELETE -> tx.hardDelete(type, idText);
        };
    return new Outcome(row, result);
  }

  private boolean matchesByKey() {
    return switch (order.operation()) {
      case UPDATE, UPSERT -> true;
      case INSERT, DELETE, HARD_DELETE -> false;
    };
  }

  private static Map<String, @Nullable Object> withId(
      Map<String, @Nullable Object> values, String id) {
    values.put("Id", id);
    return values;
  }

  private SaveResult upsert(
      Transaction tx, @Nullable String id, Map<String, @Nullable Object> values) {
    Field key = key();
    if (key.type() == FieldType.ID) {
      return id == null ? tx.insert(order.type(), values) : tx.update(order.type(), id, values);
    }
    Object value = values.remove(key.name());
    if (value == null) {
      return SaveResult.refused(
          null, DmlError.of("MISSING_ARGUMENT", key.name() + " not specified", key.name()));
    }
    return tx.upsert(order.type(), key, value, values);
  }

  private static Outcome refused(CsvRecord row, DmlError error) {
    return new Outcome(row, SaveResult.refused(null, error));
  }

  /** Empty cells say nothing; only {@code #N/A} empties a field. */
  private Map<String, @Nullable Object> values(CsvRecord row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(row.getFieldCount(), columns.size()); i++) {
      String cell = row.getField(i);
      if (cell.isEmpty()) {
        continue;
      }
      Column column = columns.get(i);
      String text = cell.toUpperCase(Locale.ROOT).equals(NOTHING) ? null : cell;
      String parentKey = column.parentKey();
      values.put(
          column.field(), parentKey == null || text == null ? text : Map.of(parentKey, text));
    }
    return values;
  }
}
