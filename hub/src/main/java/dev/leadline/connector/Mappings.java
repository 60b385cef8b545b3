package dev.leadline.connector;

import dev.leadline.connector.Remote.Description;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.Remote.Suggestion;
import dev.leadline.prospect.FieldType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * The store of which field of ours is which of theirs. Asked for every change that comes in, so it
 * is remembered.
 */
public final class Mappings {
  static final String GONE = "the remote has no such field, or hides it from the connected user";

  /** The active pairs of one unit and remote. */
  public record Active(Map<String, List<Mapped>> byType, Set<String> ours) {
    /** Per type, the fields of theirs to read. */
    public Map<String, List<String>> toRead() {
      Map<String, List<String>> fields = new LinkedHashMap<>();
      byType.forEach((type, all) ->
          fields.put(type, all.stream().map(mapped -> mapped.theirs().name()).toList()));
      return fields;
    }

    public List<Mapped> of(String type) {
      return byType.getOrDefault(type, List.of());
    }
  }

  private record Name(int unit, String remote) {}

  private final Jdbi jdbi;
  private final Map<Name, Active> known = new ConcurrentHashMap<>();

  public Mappings(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All pairs, also those that are switched off or in trouble. */
  public List<Mapped> of(int unit, String remote) {
    return jdbi.withHandle(tx -> load(tx, unit, remote));
  }

  /** Adds a pair or replaces the one of the same field. A field of theirs takes part only once. */
  public void save(int unit, String remote, Mapped mapped) {
    jdbi.useHandle(tx -> upsert(tx, unit, remote, mapped));
    known.remove(new Name(unit, remote));
  }

  /** Ends the sync of a field. */
  public void remove(int unit, String remote, String type, String field) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                DELETE FROM sync_field
                WHERE unit = :unit AND remote = :remote AND type = :type AND field = :field
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("type", type)
            .bind("field", field)
            .execute());
    known.remove(new Name(unit, remote));
  }

  /**
   * Takes over what the remote says of itself: refreshes what is mapped, and where a type has no
   * mapping at all maps what is usual.
   *
   * @param ours the fields we have; a suggestion for another is left out
   */
  public void adopt(int unit, String remote, Description description, Set<String> ours) {
    jdbi.useTransaction(tx -> {
      List<Mapped> before = load(tx, unit, remote);
      before.forEach(mapped -> upsert(tx, unit, remote, refreshed(mapped, description)));
      Set<String> mappedTypes = before.stream().map(Mapped::type).collect(Collectors.toSet());
      for (Remote.Type type : description.types()) {
        if (!mappedTypes.contains(type.name())) {
          usual(type, ours).forEach(mapped -> upsert(tx, unit, remote, mapped));
        }
      }
    });
    known.remove(new Name(unit, remote));
  }

  /** Forgets what was remembered, so that an edit made on another node is seen. */
  public void forget() {
    known.clear();
  }

  public Active active(int unit, String remote) {
    return known.computeIfAbsent(
        new Name(unit, remote),
        name -> {
          Map<String, List<Mapped>> byType =
              of(unit, remote).stream()
                  .filter(Mapped::active)
                  .collect(
                      Collectors.groupingBy(Mapped::type, LinkedHashMap::new, Collectors.toList()));
          Set<String> ours =
              byType.values().stream()
                  .flatMap(List::stream)
                  .map(Mapped::field)
                  .collect(Collectors.toSet());
          return new Active(byType, ours);
        });
  }

  private static Mapped refreshed(Mapped mapped, Description description) {
    Optional<RemoteField> now =
        description.type(mapped.type()).flatMap(type -> type.field(mapped.theirs().name()));
    return new Mapped(
        mapped.type(),
        mapped.field(),
        now.orElse(mapped.theirs()),
        mapped.winner(),
        mapped.enabled(),
        now.isPresent() ? null : GONE);
  }

  private static List<Mapped> usual(Remote.Type type, Set<String> ours) {
    List<Mapped> usual = new ArrayList<>();
    for (Suggestion suggestion : type.suggestions()) {
      if (ours.contains(suggestion.field()) || Mapped.NOT_FIELDS.contains(suggestion.field())) {
        type.field(suggestion.remoteField())
            .ifPresent(theirs ->
                usual.add(
                    new Mapped(
                        type.name(), suggestion.field(), theirs, suggestion.winner(), true, null)));
      }
    }
    return usual;
  }

  private static List<Mapped> load(Handle tx, int unit, String remote) {
    return tx.createQuery(
            """
            SELECT * FROM sync_field WHERE unit = :unit AND remote = :remote
            ORDER BY type, field
            """)
        .bind("unit", unit)
        .bind("remote", remote)
        .map((row, at) -> read(row))
        .list();
  }

  private static void upsert(Handle tx, int unit, String remote, Mapped mapped) {
    Update insert =
        tx.createUpdate(
            """
            INSERT INTO sync_field
              (unit, remote, type, field, remote_field, remote_label, remote_type, length,
               required, createable, updateable, winner, enabled, trouble)
            VALUES (:unit, :remote, :type, :field, :name, :label, :fieldType, :length,
                    :required, :createable, :updateable, :winner, :enabled, :trouble)
            ON CONFLICT (unit, remote, type, field) DO UPDATE
            SET remote_field = :name, remote_label = :label, remote_type = :fieldType,
                length = :length, required = :required, createable = :createable,
                updateable = :updateable, winner = :winner, enabled = :enabled, trouble = :trouble
            """);
    bindTheirs(insert, mapped.theirs())
        .bind("unit", unit)
        .bind("remote", remote)
        .bind("type", mapped.type())
        .bind("field", mapped.field())
        .bind("winner", mapped.winner().stored())
        .bind("enabled", mapped.enabled())
        .bind("trouble", mapped.trouble())
        .execute();
  }

  private static Update bindTheirs(Update insert, RemoteField theirs) {
    return insert
        .bind("name", theirs.name())
        .bind("label", theirs.label())
        .bind("fieldType", theirs.type().name())
        .bind("length", theirs.length())
        .bind("required", theirs.required())
        .bind("createable", theirs.createable())
        .bind("updateable", theirs.updateable());
  }

  private static Mapped read(ResultSet row) throws SQLException {
    return new Mapped(
        row.getString("type"),
        row.getString("field"),
        new RemoteField(
            row.getString("remote_field"),
            row.getString("remote_label"),
            FieldType.valueOf(row.getString("remote_type")),
            row.getBoolean("createable"),
            row.getBoolean("updateable"),
            row.getBoolean("required"),
            row.getInt("length"),
            List.of()),
        Winner.of(row.getString("winner")),
        row.getBoolean("enabled"),
        row.getString("trouble"));
  }
}
