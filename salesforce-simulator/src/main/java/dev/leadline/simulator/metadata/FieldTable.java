package dev.leadline.simulator.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the compact field table.
 *
 * <p>A line {@code object Lead | 00Q | Lead | Leads} opens an object; each further line is a field:
 * {@code name | label | type(length,scale) or type(Target,Target) | flags | picklist values, the
 * default one with a star}.
 */
final class FieldTable {

  private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\(([^)]*)\\))?");
  private static final int DEFAULT_TEXT_LENGTH = 255;
  private static final int ID_LENGTH = 18;
  private static final int LONG_TEXT = 4000;

  private FieldTable() {}

  static List<ObjectType> readStandardObjects() {
    InputStream table = Objects.requireNonNull(FieldTable.class.getResourceAsStream("objects.txt"));
    try (var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return read(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectType customObject(String name, String label, String prefix) {
    ObjectType type = new ObjectType(name, label, label + "s", prefix);
    type.put(field("Id | Record ID | id | system"));
    type.put(field("OwnerId | Owner ID | reference(Group,User) | required default=me up=Owner"));
    type.put(field("IsDeleted | Deleted | boolean | system"));
    type.put(field("Name | " + label + " Name | string(80) | name"));
    audit(type);
    return type;
  }

  private static List<ObjectType> read(List<String> lines) {
    List<ObjectType> objects = new ArrayList<>();
    ObjectType current = null;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("object ")) {
        String[] parts = columns(line.substring("object ".length()));
        current = new ObjectType(parts[0], parts[2], parts[3], parts[1]);
        objects.add(current);
      } else if (line.strip().equals("audit")) {
        audit(Objects.requireNonNull(current));
      } else {
        Objects.requireNonNull(current).put(field(line));
      }
    }
    return objects;
  }

  private static void audit(ObjectType type) {
    type.put(field("CreatedDate | Created Date | datetime | system"));
    type.put(field("CreatedById | Created By ID | reference(User) | system up=CreatedBy"));
    type.put(field("LastModifiedDate | Last Modified Date | datetime | system"));
    type.put(
        field(
            "LastModifiedById | Last Modified By ID | reference(User) | system up=LastModifiedBy"));
    type.put(field("SystemModstamp | System Modstamp | datetime | system"));
  }

  /** One field line. Throws IllegalArgumentException with a reason when it cannot be read. */
  static Field field(String line) {
    String[] columns = columns(line);
    if (columns.length < 3) {
      throw new IllegalArgumentException("a field needs at least 'name | label | type': " + line);
    }
    Matcher type = TYPE.matcher(columns[2]);
    if (!type.matches()) {
      throw new IllegalArgumentException("unreadable field type '" + columns[2] + "'");
    }
    String words = columns.length > 3 ? columns[3] : "";
    return new Line(
            List.of(columns),
            type(type.group(1)),
            Objects.requireNonNullElse(type.group(2), ""),
            List.of(words.split("\\s+", -1)))
        .field();
  }

  private static FieldType type(String name) {
    try {
      return FieldType.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown field type '" + name + "'", e);
    }
  }

  private static String[] columns(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
  }

  /** The parts of one line, turned into a field. */
  private record Line(List<String> columns, FieldType type, String inBrackets, List<String> words) {

    Field field() {
      List<PicklistValue> picklist = picklist();
      return new Field(
          columns.get(0),
          columns.get(1),
          type,
          length(),
          scale(),
          flags(),
          reference(),
          picklist,
          word("default="),
          word("in="),
          Field.NO_SLOT);
    }

    private int length() {
      if (type == FieldType.ID || type == FieldType.REFERENCE) {
        return ID_LENGTH;
      }
      if (inBrackets.isEmpty()) {
        return type.isText() ? DEFAULT_TEXT_LENGTH : 0;
      }
      return Integer.parseInt(inBrackets.split(",", -1)[0].strip());
    }

    private int scale() {
      String[] numbers = inBrackets.split(",", -1);
      return type.isDecimal() && numbers.length > 1 ? Integer.parseInt(numbers[1].strip()) : 0;
    }

    private Reference reference() {
      if (type != FieldType.REFERENCE) {
        return Reference.NONE;
      }
      List<String> targets = Arrays.stream(inBrackets.split(",", -1)).map(String::strip).toList();
      String up = word("up=");
      if (up == null && columns.get(0).endsWith("__c")) {
        up = columns.get(0).substring(0, columns.get(0).length() - 1) + "r";
      }
      return new Reference(targets, up, word("down="));
    }

    private List<PicklistValue> picklist() {
      if (columns.size() < 5 || columns.get(4).isEmpty()) {
        return List.of();
      }
      return Arrays.stream(columns.get(4).split(";", -1))
          .map(String::strip)
          .map(v ->
              v.endsWith("*")
                  ? new PicklistValue(v.substring(0, v.length() - 1), true)
                  : new PicklistValue(v, false))
          .toList();
    }

    private Set<Flag> flags() {
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      if (!has("system") && !has("computed") && type != FieldType.ADDRESS) {
        flags.add(Flag.CREATEABLE);
        flags.add(Flag.UPDATEABLE);
      } else {
        flags.add(Flag.SYSTEM);
      }
      if (has("noupdate")) {
        flags.remove(Flag.UPDATEABLE);
      }
      if (!has("required") && type != FieldType.BOOLEAN && type != FieldType.ID && !audit()) {
        flags.add(Flag.NILLABLE);
      }
      addMarks(flags);
      addSearch(flags);
      return flags;
    }

    private void addMarks(Set<Flag> flags) {
      mark(flags, has("computed") || type == FieldType.ADDRESS, Flag.COMPUTED);
      mark(flags, has("external"), Flag.EXTERNAL_ID);
      mark(flags, has("idlookup") || has("external") || type == FieldType.ID, Flag.ID_LOOKUP);
      mark(flags, has("unique"), Flag.UNIQUE);
      mark(flags, has("name"), Flag.NAME_FIELD);
      mark(flags, columns.get(0).endsWith("__c"), Flag.CUSTOM);
      mark(flags, has("restricted"), Flag.RESTRICTED_PICKLIST);
      mark(flags, has("autonumber"), Flag.AUTO_NUMBER);
      mark(flags, has("casesensitive"), Flag.CASE_SENSITIVE);
      mark(flags, has("cascade"), Flag.CASCADE_DELETE);
      mark(
          flags,
          has("indexed")
              || has("external")
              || has("idlookup")
              || has("unique")
              || type == FieldType.REFERENCE,
          Flag.INDEXED);
    }

    private void addSearch(Set<Flag> flags) {
      boolean longText = type == FieldType.TEXTAREA && length() > LONG_TEXT;
      mark(flags, !longText, Flag.FILTERABLE);
      mark(flags, !longText && type != FieldType.ADDRESS, Flag.SORTABLE);
      mark(
          flags,
          !longText && type != FieldType.ADDRESS && type != FieldType.DATETIME && !type.isDecimal(),
          Flag.GROUPABLE);
    }

    private boolean audit() {
      return switch (columns.get(0)) {
        case "CreatedDate",
            "CreatedById",
            "LastModifiedDate",
            "LastModifiedById",
            "SystemModstamp" ->
            true;
        default -> false;
      };
    }

    private static void mark(Set<Flag> flags, boolean on, Flag flag) {
      if (on) {
        flags.add(flag);
      }
    }

    private boolean has(String word) {
      return words.contains(word);
    }

    private @Nullable String word(String prefix) {
      return words.stream()
          .filter(w -> w.startsWith(prefix))
          .map(w -> w.substring(prefix.length()))
          .findFirst()
          .orElse(null);
    }
  }
}
