package dev.leadline.crew;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file of users, read but not judged.
 *
 * @param header as written
 * @param columns where each column that we know is
 * @param ignored names of the columns that are not taken over
 */
record UserFile(
    List<String> header, Map<Column, Integer> columns, List<String> ignored, List<Row> rows) {

  /** A column that we know; names are compared without regard to case. */
  enum Column {
    EMAIL(true, "Email Address", "Email"),
    FIRST_NAME(true, "First Name", "First Name"),
    LAST_NAME(true, "Last Name", "Last Name"),
    CRM_USERNAME(false, "CRM Username", "CRM Username"),
    JOB_TITLE(false, "Job title", "Job title"),
    PHONE(false, "Phone Number", "Phone"),
    ROLE(false, "Role", "Role");

    private final boolean required;
    private final String text;
    private final String shortText;

    Column(boolean required, String text, String shortText) {
      this.required = required;
      this.text = text;
      this.shortText = shortText;
    }

    String text() {
      return text;
    }

    static Optional<Column> of(String header) {
      String wanted = header.strip().replace('_', ' ').replaceAll(" +", " ");
      return Arrays.stream(values())
          .filter(
              each -> each.text.equalsIgnoreCase(wanted) || each.shortText.equalsIgnoreCase(wanted))
          .findFirst();
    }
  }

  /**
   * A row that is not all blank.
   *
   * @param line in the file, from 1
   */
  record Row(long line, List<String> values) {}

  /** The file cannot be read as a whole; the reason is for the person who sent it. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    Unreadable(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  static UserFile read(byte[] bytes, UserImport.Settings settings) throws Unreadable {
    if (bytes.length > settings.mostBytes()) {
      throw new Unreadable("The file has more than %,d bytes.".formatted(settings.mostBytes()));
    }
    List<Row> rows = rows(text(bytes));
    if (rows.isEmpty()) {
      throw new Unreadable("The file is empty.");
    }
    List<String> header = rows.getFirst().values();
    List<Row> users = rows.subList(1, rows.size());
    if (users.isEmpty()) {
      throw new Unreadable("The file has a header, but no users below it.");
    }
    if (users.size() > settings.mostUsers()) {
      throw new Unreadable(
          "The file has %,d users; at most %,d are taken at once."
              .formatted(users.size(), settings.mostUsers()));
    }
    Map<Column, Integer> columns = columns(header);
    Set<Integer> known = Set.copyOf(columns.values());
    List<String> ignored = new ArrayList<>();
    for (int at = 0; at < header.size(); at++) {
      if (!known.contains(at) && !header.get(at).isBlank()) {
        ignored.add(header.get(at).strip());
      }
    }
    return new UserFile(header, columns, ignored, users);
  }

  /** The value of a row, or the empty text. */
  String value(Row row, Column column) {
    Integer at = columns.get(column);
    return at == null || at >= row.values().size() ? "" : row.values().get(at).strip();
  }

  private static Map<Column, Integer> columns(List<String> header) throws Unreadable {
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    for (int at = 0; at < header.size(); at++) {
      Optional<Column> column = Column.of(header.get(at));
      if (column.isPresent() && columns.put(column.get(), at) != null) {
        throw new Unreadable("The column “" + column.get().text() + "” is there twice.");
      }
    }
    List<String> missing =
        Arrays.stream(Column.values())
            .filter(column -> column.required && !columns.containsKey(column))
            .map(column -> "“" + column.text() + "”")
            .toList();
    if (!missing.isEmpty()) {
      throw new Unreadable("The header lacks " + String.join(", ", missing) + ".");
    }
    return columns;
  }

  private static List<Row> rows(String text) throws Unreadable {
    List<Row> rows = new ArrayList<>();
    CsvReader.CsvReaderBuilder reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    try {
      for (CsvRecord row : reader.ofCsvRecord(text)) {
        if (!row.getFields().stream().allMatch(String::isBlank)) {
          rows.add(new Row(row.getStartingLineNumber(), row.getFields()));
        }
      }
    } catch (CsvParseException e) {
      throw new Unreadable("The file is not valid CSV: " + cause(e).getMessage());
    }
    return rows;
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null || cause.getMessage() == null ? thrown : cause(cause);
  }

  /** What spreadsheets write in some countries, as the header shows. */
  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    for (char candidate : new char[] {',', ';', '\t'}) {
      if (header.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return ',';
  }

  private static String text(byte[] bytes) throws Unreadable {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Unreadable("The file is not UTF-8; save it as “CSV UTF-8”.");
    }
  }
}
