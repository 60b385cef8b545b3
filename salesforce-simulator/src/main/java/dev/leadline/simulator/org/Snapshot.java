package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of an org in a file: a line about the snapshot, then for each object a line with its
 * fields and a line for each record with its number and values, all JSON, packed with gzip.
 */
public final class Snapshot {

  private static final int VERSION = 1;

  private Snapshot() {}

  /** The file is no snapshot, or a broken one: a person must look. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(Path file, @Nullable String why) {
      super("the snapshot " + file + " cannot be read: " + why, null, false, false);
    }
  }

  /** Writes all records; the file is there whole or not at all. */
  public static void write(Org org, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("snapshot", VERSION);
      head.put("now", Json.dateTime(org.clock().instant()));
      head.put("declarations", org.schema().declarations());
      line(out, head);
      for (ObjectType type : org.schema().objects()) {
        table(org, type, out);
      }
    }
    Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void table(Org org, ObjectType type, Writer out) throws IOException {
    List<Field> fields = stored(type);
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("object", type.name());
    head.put("fields", fields.stream().map(Field::name).toList());
    line(out, head);
    for (Row row : org.table(type).all()) {
      List<@Nullable Object> values = new ArrayList<>(fields.size() + 1);
      values.add(row.number());
      fields.forEach(field -> values.add(row.get(field)));
      line(out, values);
    }
  }

  private static List<Field> stored(ObjectType type) {
    return type.fields().stream()
        .filter(field -> field.slot() != Field.NO_SLOT && field.type() != FieldType.ID)
        .toList();
  }

  private static void line(Writer out, Object tree) throws IOException {
    out.write(Json.text(tree));
    out.write('\n');
  }

  /**
   * Fills an empty org.
   *
   * @param declare is told what the org had declared, before the records come
   */
  public static void read(Org org, Path file, Consumer<String> declare) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      Map<String, @Nullable Object> head = Json.readObject(bytes(in.readLine()));
      if (!Integer.valueOf(VERSION).equals(head.get("snapshot"))) {
        throw new Unreadable(file, "it is of another version");
      }
      if (head.get("declarations") instanceof List<?> lines) {
        lines.forEach(line -> declare.accept(String.valueOf(line)));
      }
      List<Row> rows = rows(org, in);
      org.alone(() -> rows.forEach(row -> org.table(row.type()).restore(row)));
    } catch (BadJson | IllegalArgumentException | Coercion.Unfit e) {
      throw new Unreadable(file, e.getMessage());
    }
  }

  private static List<Row> rows(Org org, BufferedReader in) throws IOException, Coercion.Unfit {
    List<Row> rows = new ArrayList<>();
    ObjectType type = null;
    List<Field> fields = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Object tree = Json.read(bytes(line));
      if (tree instanceof Map<?, ?> head && head.get("fields") instanceof List<?> names) {
        type = org.schema().need(String.valueOf(head.get("object")));
        fields.clear();
        for (Object name : names) {
          fields.add(type.need(String.valueOf(name)));
        }
      } else if (type != null && tree instanceof List<?> values) {
        rows.add(row(type, fields, values));
      } else {
        throw new BadJson("a line is neither an object nor a record");
      }
    }
    return rows;
  }

  private static Row row(ObjectType type, List<Field> fields, List<?> values)
      throws Coercion.Unfit {
    if (values.size() != fields.size() + 1 || !(values.getFirst() instanceof Integer number)) {
      throw new BadJson("a record does not fit its object");
    }
    @Nullable Object[] slots = new Object[type.slots()];
    for (int i = 0; i < fields.size(); i++) {
      slots[fields.get(i).slot()] = Coercion.toStored(fields.get(i), values.get(i + 1));
    }
    return new Row(type, number, RecordId.of(type.keyPrefix(), number), slots);
  }

  private static byte[] bytes(@Nullable String line) {
    return String.valueOf(line).getBytes(StandardCharsets.UTF_8);
  }
}
