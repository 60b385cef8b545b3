package dev.leadline.sync;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.FieldType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small remote with leads and contacts, and hands of its own to edit them. */
public final class InMemoryRemote implements Remote {
  public static final String NAME = "memory";
  private static final int PAGE = 50;

  private record Row(
      String type,
      String id,
      Map<String, String> values,
      long change,
      Instant at,
      boolean deleted,
      @Nullable Place movedTo) {}

  private final InstantSource clock;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<User> users = new ArrayList<>();
  private long changes;

  /** Calls made, by method. */
  public final List<String> calls = new ArrayList<>();

  /** Refuses writes of a record whose last name is a key, with the failure. */
  public final Map<String, Written.Failed> refusals = new LinkedHashMap<>();

  /** Thrown by every call while set. */
  public @Nullable RemoteTrouble trouble;

  public InMemoryRemote(InstantSource clock) {
    this.clock = clock;
  }

  public String make(String type, Map<String, String> values) {
    String id = (type.equals("Lead") ? "00Q" : "003") + "%015d".formatted(rows.size() + 1);
    put(new Row(type, id, new LinkedHashMap<>(values), 0, clock.instant(), false, null));
    return id;
  }

  public void edit(String id, Map<String, String> values) {
    Row row = row(id);
    Map<String, String> now = new LinkedHashMap<>(row.values());
    now.putAll(values);
    put(new Row(row.type(), id, now, 0, clock.instant(), row.deleted(), row.movedTo()));
  }

  public void delete(String id) {
    Row row = row(id);
    put(new Row(row.type(), id, row.values(), 0, clock.instant(), true, null));
  }

  public void move(String id, Place to) {
    Row row = row(id);
    put(new Row(row.type(), id, row.values(), 0, clock.instant(), false, to));
  }

  public void addUser(String id, String email) {
    users.add(new User(id, email, email, email));
  }

  public Map<String, String> values(String id) {
    return row(id).values();
  }

  public List<String> ids(String type) {
    return rows.values().stream().filter(row -> row.type().equals(type)).map(Row::id).toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> types() {
    return List.of("Contact", "Lead");
  }

  @Override
  public String newType() {
    return "Lead";
  }

  @Override
  public Check check() {
    call("check");
    return new Check("memory", List.of(), describe());
  }

  @Override
  public Description describe() {
    List<RemoteField> fields =
        List.of(
            field("FirstName", FieldType.TEXT, false),
            field("LastName", FieldType.TEXT, true),
            field("Email", FieldType.TEXT, false),
            field("Title", FieldType.TEXT, false),
            field("DoNotCall", FieldType.BOOLEAN, false),
            field("OwnerId", FieldType.CRM_USER, false));
    List<Suggestion> usual =
        List.of(
            new Suggestion("first_name", "FirstName", Winner.THEIRS),
            new Suggestion("last_name", "LastName", Winner.THEIRS),
            new Suggestion("email", "Email", Winner.THEIRS),
            new Suggestion("job_title", "Title", Winner.OURS),
            new Suggestion("is_do_not_call", "DoNotCall", Winner.THEIRS),
            new Suggestion(Draft.OWNER, "OwnerId", Winner.THEIRS));
    return new Description(types().stream().map(type -> new Type(type, fields, usual)).toList());
  }

  @Override
  public List<User> users() {
    call("users");
    return users;
  }

  @Override
  public List<Optional<Found>> find(List<Search> searches, Map<String, List<String>> fields) {
    call("find");
    return searches.stream().map(this::find).toList();
  }

  @Override
  public List<Written> write(List<Write> writes) {
    call("write");
    return writes.stream().map(this::write).toList();
  }

  @Override
  public Page changes(@Nullable String position, Map<String, List<String>> fields) {
    call("changes");
    long from = position == null ? changes : Long.parseLong(position);
    List<Row> newer =
        rows.values().stream()
            .filter(row -> row.change() > from)
            .sorted(Comparator.comparingLong(Row::change))
            .toList();
    List<Row> page = newer.subList(0, Math.min(PAGE, newer.size()));
    long to = page.isEmpty() ? from : page.getLast().change();
    return new Page(
        page.stream().map(InMemoryRemote::found).toList(),
        Long.toString(to),
        newer.size() > page.size());
  }

  private Optional<Found> find(Search search) {
    return switch (search) {
      case Search.ById(String _, String id) ->
          Optional.ofNullable(rows.get(id)).map(InMemoryRemote::found);
      case Search.ByEmail(String email, List<String> types) ->
          rows.values().stream()
              .filter(row -> !row.deleted() && row.movedTo() == null)
              .filter(row -> email.equalsIgnoreCase(row.values().get("Email")))
              .min(
                  Comparator.comparingInt((Row row) -> types.indexOf(row.type()))
                      .thenComparing(Row::at, Comparator.reverseOrder())
                      .thenComparing(Row::id))
              .map(InMemoryRemote::found);
    };
  }

  private Written write(Write write) {
    String lastName = write.values().getOrDefault("LastName", "?");
    if (refusals.containsKey(lastName)) {
      return refusals.get(lastName);
    }
    if (lastName.isEmpty() || (write instanceof Write.Create && lastName.equals("?"))) {
      return new Written.Failed(
          "REQUIRED_FIELD_MISSING", "LastName", List.of("LastName"), Remedy.PERSON);
    }
    return switch (write) {
      case Write.Create create -> new Written.Created(make(create.type(), create.values()));
      case Write.Update(String _, String id, Map<String, String> values) -> {
        Row row = rows.get(id);
        if (row == null || row.deleted() || row.movedTo() != null) {
          yield new Written.Failed("ENTITY_IS_DELETED", "gone", List.of(), Remedy.RELINK);
        }
        edit(id, values);
        yield new Written.Updated();
      }
    };
  }

  private void put(Row row) {
    changes++;
    rows.put(
        row.id(),
        new Row(
            row.type(), row.id(), row.values(), changes, row.at(), row.deleted(), row.movedTo()));
  }

  private Row row(String id) {
    return Optional.ofNullable(rows.get(id)).orElseThrow();
  }

  private void call(String method) {
    calls.add(method);
    if (trouble != null) {
      throw trouble;
    }
  }

  private static RemoteField field(String name, FieldType type, boolean required) {
    return new RemoteField(name, name, type, true, true, required, 0, List.of());
  }

  private static Found found(Row row) {
    return new Found(
        row.type(), row.id(), row.at(), row.deleted(), row.movedTo(), Map.copyOf(row.values()));
  }

  /** A moment of trouble. */
  public static RemoteTrouble passing() {
    return new RemoteTrouble(RemoteTrouble.Kind.PASSING, "out", Duration.ofSeconds(30), null);
  }
}
