package dev.leadline.simulator.soql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A view over rows in memory that counts its full scans, to see which queries use an index. */
final class SmallOrg implements View {
  static final Instant NOW = Instant.parse("2026-03-18T10:00:00Z");

  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  int scans;

  SmallOrg() {
    shape(
        "User",
        List.of(
            text("Name", 1),
            text("Username", 2),
            Field.reference("ManagerId", 3, "Manager", "User")));
    shape("Group", List.of(text("Name", 1)));
    shape(
        "Account",
        List.of(
            text("Name", 1),
            text("Industry", 2),
            Field.of("AnnualRevenue", Kind.DECIMAL, 3),
            Field.of("NumberOfEmployees", Kind.WHOLE, 4),
            Field.reference("OwnerId", 5, "Owner", "User"),
            Field.of("BillingAddress", Kind.COMPOUND, 6)),
        new Shape.Relation("Contacts", "Contact", "AccountId"));
    shape(
        "Contact",
        List.of(
            text("LastName", 1),
            Field.of("Email", Kind.EMAIL, 2),
            Field.reference("AccountId", 3, "Account", "Account"),
            Field.of("Birthdate", Kind.DATE, 4)));
    shape("Lead", leadFields());
  }

  private static List<Field> leadFields() {
    return List.of(
        text("LastName", 1),
        text("FirstName", 2),
        text("Company", 3),
        Field.of("Email", Kind.EMAIL, 4),
        text("Status", 5),
        Field.of("IsConverted", Kind.BOOLEAN, 6),
        Field.of("Score__c", Kind.DECIMAL, 7),
        Field.of("Interests__c", Kind.MULTIPICKLIST, 8),
        Field.of("SystemModstamp", Kind.DATETIME, 9),
        Field.of("Visited__c", Kind.DATE, 10),
        new Field(
            "OwnerId",
            Kind.REFERENCE,
            11,
            false,
            true,
            true,
            true,
            "Owner",
            List.of("Group", "User"),
            Field.Style.PLAIN),
        new Field(
            "Description",
            Kind.TEXT,
            12,
            false,
            false,
            false,
            false,
            "",
            List.of(),
            Field.Style.PLAIN),
        Field.of("Phone", Kind.PHONE, 13));
  }

  private static Field text(String name, int slot) {
    return Field.of(name, Kind.TEXT, slot);
  }

  private void shape(String name, List<Field> fields, Shape.Relation... children) {
    List<Field> all = new ArrayList<>(List.of(Field.of("Id", Kind.ID, 0)));
    all.addAll(fields);
    shapes.put(name.toLowerCase(Locale.ROOT), new Shape(name, all, List.of(children)));
  }

  /** Adds a row; values come as name, value, name, value. */
  String add(String object, @Nullable Object... values) {
    String prefix =
        Map.of("User", "005", "Group", "00G", "Account", "001", "Contact", "003", "Lead", "00Q")
            .get(object);
    int number = counters.merge(object, 1, Integer::sum);
    String fifteen = prefix + "%012d".formatted(number);
    String id = fifteen + Ids.checksum(fifteen);
    put(object, id, false, values);
    return id;
  }

  void put(String object, String id, boolean deleted, @Nullable Object... values) {
    Map<String, @Nullable Object> named = new HashMap<>(Map.of("Id", id));
    for (int i = 0; i < values.length; i += 2) {
      named.put(String.valueOf(values[i]), values[i + 1]);
    }
    rows.put(id, new MapRow(object, id, deleted, named));
  }

  record MapRow(String object, String id, boolean deleted, Map<String, @Nullable Object> values)
      implements Row {
    @Override
    public @Nullable Object get(Field field) {
      return values.get(field.name());
    }
  }

  @Override
  public @Nullable Shape shape(String object) {
    return shapes.get(object.toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable Row row(String id) {
    return rows.get(id);
  }

  @Override
  public Stream<Row> rows(Shape shape) {
    scans++;
    return of(shape);
  }

  private Stream<Row> of(Shape shape) {
    return rows.values().stream().filter(row -> row.object().equals(shape.name()));
  }

  @Override
  public @Nullable Candidates candidates(Shape shape, Probe probe) {
    String name = probe.field().name();
    boolean indexed = name.equals("Email") || name.endsWith("Id") || name.equals("SystemModstamp");
    if (!indexed) {
      return null;
    }
    List<Row> found = of(shape).filter(row -> answers(probe, row.get(probe.field()))).toList();
    return new Candidates(found.size(), found::stream);
  }

  private static boolean answers(Probe probe, @Nullable Object value) {
    if (value == null) {
      return false;
    }
    Object form =
        value instanceof String text && probe.field().kind() == Kind.EMAIL
            ? text.toLowerCase(Locale.ROOT)
            : value;
    return switch (probe) {
      case Probe.Any any -> any.values().contains(form);
      case Probe.Range range ->
          (range.from() == null || Values.compareAny(form, range.from()) >= 0)
              && (range.to() == null || Values.compareAny(form, range.to()) <= 0);
    };
  }

  @Override
  public Locale locale() {
    return Locale.US;
  }

  @Override
  public String userId() {
    return of(Objects.requireNonNull(shape("User"))).findFirst().orElseThrow().id();
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public ZoneId zone() {
    return ZoneId.of("America/New_York");
  }

  static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }
}
