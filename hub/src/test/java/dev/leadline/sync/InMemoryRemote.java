package dev.leadline.sync;

import dev.leadline.connector.Remote;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Winner;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.FieldType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small remote with leads and contacts, and hands of its own to edit them. */
public final class InMemoryRemote implements Remote {
  public static final String NAME = "memory";
  private static final int PAGE = 50;
  private static final Map<String, RemoteField> FIELDS =
      Map.of(
          "first_name",
          field("FirstName", FieldType.TEXT, false),
          "last_name",
          field("LastName", FieldType.TEXT, true),
          "email",
          field("Email", FieldType.TEXT, false),
          "job_title",
          field("Title", FieldType.TEXT, false),
          "is_do_not_call",
          field("DoNotCall", FieldType.BOOLEAN, false),
          Draft.OWNER,
          field("OwnerId", FieldType.CRM_USER, false));

  private record Row(Found found, long change) {}

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
    put(type, id, false, null, values);
    return id;
  }

  public void edit(String id, Map<String, String> values) {
    Found found = found(id);
    Map<String, String> now = new LinkedHashMap<>(found.values());
    now.putAll(values);
    put(found.type(), id, found.deleted(), found.movedTo(), now);
  }

  public void delete(String id, boolean deleted) {
    put(found(id).type(), id, deleted, null, found(id).values());
  }

  public void move(String id, Place to) {
    put(found(id).type(), id, false, to, found(id).values());
  }

  public void addUser(String id, String email) {
    users.add(new User(id, email, email, email));
  }

  public Map<String, String> values(String id) {
    return found(id).values();
  }

  public List<String> ids(String type) {
    return all().filter(found -> found.type().equals(type)).map(Found::id).toList();
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
    List<RemoteField> fields = new ArrayList<>();
    List<Suggestion> usual = new ArrayList<>();
    FIELDS.forEach((ours, theirs) -> {
      fields.add(theirs);
      Winner winner = ours.equals("job_title") ? Winner.OURS : Winner.THEIRS;
      usual.add(new Suggestion(ours, theirs.name(), winner));
    });
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
        page.stream().map(Row::found).toList(), Long.toString(to), newer.size() > page.size());
  }

  private Optional<Found> find(Search search) {
    return switch (search) {
      case Search.ById(String _, String id) -> all().filter(f -> f.id().equals(id)).findFirst();
      case Search.ByEmail(String email, List<String> types) ->
          all()
              .filter(found -> !found.deleted() && found.movedTo() == null)
              .filter(found -> email.equalsIgnoreCase(found.values().get("Email")))
              .min(
                  Comparator.comparingInt((Found found) -> types.indexOf(found.type()))
                      .thenComparing(Found::modifiedAt, Comparator.reverseOrder())
                      .thenComparing(Found::id));
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
        if (all().noneMatch(f -> f.id().equals(id) && !f.deleted() && f.movedTo() == null)) {
          yield new Written.Failed("ENTITY_IS_DELETED", "gone", List.of(), Remedy.RELINK);
        }
        edit(id, values);
        yield new Written.Updated();
      }
    };
  }

  private void put(
      String type,
      String id,
      boolean deleted,
      @Nullable Place movedTo,
      Map<String, String> values) {
    changes++;
    Found now = new Found(type, id, clock.instant(), deleted, movedTo, Map.copyOf(values));
    rows.put(id, new Row(now, changes));
  }

  private Stream<Found> all() {
    return rows.values().stream().map(Row::found);
  }

  private Found found(String id) {
    return Optional.ofNullable(rows.get(id)).orElseThrow().found();
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
}
