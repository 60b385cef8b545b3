package dev.leadline.simulator.soql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes pages as the query resources answer them, row by row, straight from the store's rows. */
public final class PageJson {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

  private final Cursors cursors;
  private final String base;

  /**
   * @param base where this version's resources begin: {@code /services/data/v65.0}
   */
  public PageJson(Cursors cursors, String base) {
    this.cursors = cursors;
    this.base = base;
  }

  /** The whole reply object. */
  public void write(JsonGenerator json, Page page) {
    json.writeStartObject();
    json.writeNumberProperty("totalSize", page.answer().total());
    json.writeBooleanProperty("done", page.done());
    if (page.next() != null) {
      json.writeStringProperty("nextRecordsUrl", base + "/query/" + page.next());
    }
    json.writeArrayPropertyStart("records");
    switch (page.answer()) {
      case Answer.Count count -> {}
      case Answer.Rows rows -> rows(json, page, rows);
      case Answer.Groups groups -> groups(json, page, groups);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The reply object of a search. */
  public void writeSearch(JsonGenerator json, String owner, List<Answer.Rows> answers) {
    json.writeStartObject();
    json.writeArrayPropertyStart("searchRecords");
    for (Answer.Rows rows : answers) {
      rows(json, new Page(rows, owner, rows.rows().size(), 0, rows.rows().size(), null), rows);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rows(JsonGenerator json, Page page, Answer.Rows rows) {
    for (Row row : rows.rows().subList(page.from(), page.to())) {
      record(json, page, rows, row);
    }
  }

  private void record(JsonGenerator json, Page page, Answer.Rows rows, Row row) {
    json.writeStartObject();
    attributes(json, row.object(), row);
    columns(json, page, rows, rows.columns(), row);
    json.writeEndObject();
  }

  private void attributes(JsonGenerator json, String type, Row row) {
    json.writeObjectPropertyStart("attributes");
    json.writeStringProperty("type", type);
    json.writeStringProperty("url", base + "/sobjects/" + row.object() + "/" + row.id());
    json.writeEndObject();
  }

  private void columns(
      JsonGenerator json, Page page, Answer.Rows rows, List<Column> columns, Row row) {
    for (Column column : columns) {
      json.writeName(column.key());
      switch (column) {
        case Column.Leaf leaf -> value(json, leaf.kind(), leaf.value().of(row));
        case Column.Parent parent -> {
          Row above = parent.parent().of(row);
          if (above == null) {
            json.writeNull();
          } else {
            json.writeStartObject();
            attributes(json, parent.any() ? "Name" : above.object(), above);
            columns(json, page, rows, parent.columns(), row);
            json.writeEndObject();
          }
        }
        case Column.Choice choice -> choice(json, page, rows, choice.parent().of(row), choice);
        case Column.Children children -> children(json, page, rows, children, row);
      }
    }
  }

  private void choice(
      JsonGenerator json, Page page, Answer.Rows rows, @Nullable Row parent, Column.Choice choice) {
    Column.Shown shown = parent == null ? null : choice.byObject().get(parent.object());
    if (parent == null || shown == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    attributes(json, shown.any() ? "Name" : parent.object(), parent);
    columns(json, page, rows, shown.columns(), parent);
    json.writeEndObject();
  }

  private void children(
      JsonGenerator json, Page page, Answer.Rows rows, Column.Children children, Row row) {
    Answer.Rows found = children.plan().under(row, rows.withDeleted());
    if (found.rows().isEmpty()) {
      json.writeNull();
    } else {
      write(json, cursors.openChild(page.owner(), found, page.size()));
    }
  }

  private static void groups(JsonGenerator json, Page page, Answer.Groups groups) {
    for (List<@Nullable Object> group : groups.groups().subList(page.from(), page.to())) {
      json.writeStartObject();
      json.writeObjectPropertyStart("attributes");
      json.writeStringProperty("type", "AggregateResult");
      json.writeEndObject();
      for (Answer.Cell cell : groups.cells()) {
        json.writeName(cell.key());
        value(json, cell.kind(), cell.shown().of(group.get(cell.slot())));
      }
      json.writeEndObject();
    }
  }

  private static void value(JsonGenerator json, Kind kind, @Nullable Object value) {
    if (value == null && kind == Kind.BOOLEAN) {
      json.writeBoolean(false);
      return;
    }
    switch (value) {
      case null -> json.writeNull();
      case Boolean bool -> json.writeBoolean(bool);
      case Integer whole -> json.writeNumber(whole);
      case Long whole -> json.writeNumber(whole);
      case Number number -> json.writeNumber(number.doubleValue());
      case Instant moment -> json.writeString(MOMENT.format(moment));
      case LocalDate day -> json.writeString(day.toString());
      case LocalTime time -> json.writeString(TIME.format(time));
      case Map<?, ?> parts -> compound(json, parts);
      default -> json.writeString(value.toString());
    }
  }

  private static void compound(JsonGenerator json, Map<?, ?> parts) {
    json.writeStartObject();
    parts.forEach((name, part) -> {
      json.writeName(String.valueOf(name));
      value(json, Kind.TEXT, part);
    });
    json.writeEndObject();
  }
}
