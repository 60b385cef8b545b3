package dev.leadline.simulator.soql;

import dev.leadline.simulator.metadata.ChildLink;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Change;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Table;
import dev.leadline.simulator.org.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the org as one user's queries see them: the committed ones, and over them those of
 * the transaction that the query is part of. Made anew for each request.
 */
public final class OrgView implements View {
  private final Org org;
  private final String userId;
  private final Map<String, Change> pending;
  private final Map<String, Shape> shapes = new HashMap<>();

  public OrgView(Org org, String userId) {
    this(org, userId, null);
  }

  /** With what the transaction has saved and not yet committed. */
  public OrgView(Org org, String userId, @Nullable Transaction transaction) {
    this.org = org;
    this.userId = userId;
    this.pending = transaction == null ? Map.of() : transaction.pending();
  }

  @Override
  public @Nullable Shape shape(String object) {
    Shape known = shapes.get(object);
    if (known != null) {
      return known;
    }
    ObjectType type = org.schema().object(object);
    if (type == null || !org.access().sees(userId, type)) {
      return null;
    }
    Shape shape = new Shape(type.name(), fields(type), relations(type));
    shapes.put(object, shape);
    return shape;
  }

  private List<Field> fields(ObjectType type) {
    List<dev.leadline.simulator.metadata.Field> all = type.fields();
    List<Field> seen = new ArrayList<>(all.size());
    for (int slot = 0; slot < all.size(); slot++) {
      if (org.access().sees(userId, type, all.get(slot))) {
        seen.add(field(all.get(slot), slot));
      }
    }
    return seen;
  }

  private static Field field(dev.leadline.simulator.metadata.Field field, int slot) {
    return new Field(
        field.name(),
        kind(field.type()),
        slot,
        field.is(Flag.CUSTOM),
        field.is(Flag.FILTERABLE) && field.type() != FieldType.ADDRESS,
        field.is(Flag.SORTABLE),
        field.is(Flag.GROUPABLE),
        Objects.requireNonNullElse(field.reference().parentName(), ""),
        field.reference().targets(),
        style(field));
  }

  private static Field.Style style(dev.leadline.simulator.metadata.Field field) {
    Field.Unit unit =
        switch (field.type()) {
          case CURRENCY -> Field.Unit.MONEY;
          case PERCENT -> Field.Unit.PERCENT;
          default -> Field.Unit.NONE;
        };
    return new Field.Style(unit, field.scale());
  }

  private static Kind kind(FieldType type) {
    return switch (type) {
      case ID -> Kind.ID;
      case REFERENCE -> Kind.REFERENCE;
      case STRING, TEXTAREA, URL, PICKLIST, COMBOBOX -> Kind.TEXT;
      case EMAIL -> Kind.EMAIL;
      case PHONE -> Kind.PHONE;
      case MULTIPICKLIST -> Kind.MULTIPICKLIST;
      case BOOLEAN -> Kind.BOOLEAN;
      case INT -> Kind.WHOLE;
      case DOUBLE, CURRENCY, PERCENT -> Kind.DECIMAL;
      case DATE -> Kind.DATE;
      case DATETIME -> Kind.DATETIME;
      case TIME -> Kind.TIME;
      case ADDRESS -> Kind.COMPOUND;
    };
  }

  private List<Shape.Relation> relations(ObjectType type) {
    List<Shape.Relation> relations = new ArrayList<>();
    for (ChildLink link : org.access().children(userId, type)) {
      relations.add(
          new Shape.Relation(link.relationshipName(), link.child().name(), link.field().name()));
    }
    return relations;
  }

  @Override
  public @Nullable Row row(String id) {
    Change change = pending.get(id);
    if (change != null) {
      return remains(change) ? new OrgRow(org, change.after()) : null;
    }
    dev.leadline.simulator.org.Row row = org.find(id);
    return row == null ? null : new OrgRow(org, row);
  }

  private static boolean remains(Change change) {
    return change.kind() != Change.Kind.HARD_DELETE;
  }

  /** A version of a record as queries see it, committed or not. */
  public static Row rowOf(Org org, dev.leadline.simulator.org.Row row) {
    return new OrgRow(org, row);
  }

  @Override
  public Stream<Row> rows(Shape shape) {
    Table table = table(shape);
    return seen(table, table.all());
  }

  private Stream<Row> seen(Table table, List<dev.leadline.simulator.org.Row> committed) {
    Stream<dev.leadline.simulator.org.Row> rows = committed.stream();
    if (!pending.isEmpty()) {
      rows =
          Stream.concat(rows.filter(row -> !pending.containsKey(row.id())), saved(table))
              .sorted(Comparator.comparing(dev.leadline.simulator.org.Row::id));
    }
    return rows.map(row -> new OrgRow(org, row));
  }

  /** The transaction's own versions; whether they match a probe is for the query to find out. */
  private Stream<dev.leadline.simulator.org.Row> saved(Table table) {
    return pending.values().stream()
        .filter(OrgView::remains)
        .map(Change::after)
        .filter(row -> row.type() == table.type());
  }

  private Table table(Shape shape) {
    return org.table(org.schema().need(shape.name()));
  }

  @Override
  public @Nullable Candidates candidates(Shape shape, Probe probe) {
    Table table = table(shape);
    dev.leadline.simulator.metadata.Field field = table.type().need(probe.field().name());
    return switch (probe) {
      case Probe.Any any -> table.isIndexed(field) ? byValue(table, field, any.values()) : null;
      case Probe.Range range ->
          field.name().equals("SystemModstamp") ? byStamp(table, range) : null;
    };
  }

  private Candidates byValue(
      Table table, dev.leadline.simulator.metadata.Field field, Set<Object> values) {
    List<dev.leadline.simulator.org.Row> found = new ArrayList<>();
    for (Object value : values) {
      found.addAll(table.rowsWith(field, stored(field.type(), value)));
    }
    return new Candidates(found.size(), () -> seen(table, found));
  }

  /** Numbers are compared as decimals here and kept as integers and doubles there. */
  private static Object stored(FieldType type, Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return type == FieldType.INT ? (Object) number.intValue() : (Object) number.doubleValue();
  }

  private Candidates byStamp(Table table, Probe.Range range) {
    Instant from = range.from() instanceof Instant start ? start : Instant.EPOCH;
    Instant to = range.to() instanceof Instant end ? end.plusMillis(1) : Instant.MAX;
    Instant last = to.isAfter(FURTHEST) ? FURTHEST : to;
    List<dev.leadline.simulator.org.Row> found =
        table.rowsStamped(from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from, last);
    return new Candidates(found.size(), () -> seen(table, found));
  }

  private static final Instant FURTHEST = Instant.parse("9999-12-31T23:59:59Z");

  @Override
  public String userId() {
    return userId;
  }

  @Override
  public Instant now() {
    return org.clock().instant();
  }

  @Override
  public ZoneId zone() {
    dev.leadline.simulator.org.Row user = org.find(userId);
    String named = user == null ? null : user.text("TimeZoneSidKey");
    try {
      return named == null ? ZoneOffset.UTC : ZoneId.of(named);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }

  @Override
  public Locale locale() {
    dev.leadline.simulator.org.Row user = org.find(userId);
    String named = user == null ? null : user.text("LocaleSidKey");
    return named == null ? Locale.US : Locale.forLanguageTag(named.replace('_', '-'));
  }

  /** A version of a record; a field's slot is its place in the object's list of fields. */
  private record OrgRow(Org org, dev.leadline.simulator.org.Row row) implements Row {
    @Override
    public String object() {
      return row.type().name();
    }

    @Override
    public String id() {
      return row.id();
    }

    @Override
    public boolean deleted() {
      return row.isDeleted();
    }

    @Override
    public @Nullable Object get(Field field) {
      return org.value(row, row.type().fields().get(field.slot()));
    }
  }

  @Override
  public String toString() {
    return "org as seen by " + userId.toLowerCase(Locale.ROOT);
  }
}
