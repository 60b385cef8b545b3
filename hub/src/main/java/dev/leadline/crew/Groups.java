package dev.leadline.crew;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The store of groups and of who is in them. */
public final class Groups {
  /**
   * Users who are assigned prospects in turn.
   *
   * @param members ids of users, in the order of their creation; inactive ones get no turn
   */
  public record Group(long id, int unit, String name, List<Long> members) {}

  /** What became of an edit of a group. */
  public sealed interface Saved {
    /** The group as kept. */
    record Kept(Group group) implements Saved {}

    /** Nothing was kept; the problem is a whole sentence. */
    record Invalid(String problem) implements Saved {}

    /** Nothing was kept: another group of the unit has the name. */
    record NameTaken(String name) implements Saved {}

    /** There is no such group. */
    record Unknown() implements Saved {}
  }

  private static final int NAME_LENGTH = 100;
  private static final String SELECT =
      """
      SELECT g.id, g.unit, g.name,
             array(SELECT m.crew_user FROM crew_member m
                   WHERE m.crew_group = g.id ORDER BY m.crew_user) AS members
      FROM crew_group g
      """;

  private final Jdbi jdbi;

  public Groups(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All groups of a unit by name. */
  public List<Group> all(int unit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(SELECT + "WHERE g.unit = :unit ORDER BY lower(g.name), g.id")
            .bind("unit", unit)
            .map((row, at) -> read(row))
            .list());
  }

  public Optional<Group> find(long id) {
    return jdbi.withHandle(tx -> find(tx, id));
  }

  /** Adds a group without members. */
  public Saved create(int unit, String name) {
    String kept = name.strip();
    Optional<Saved> invalid = invalid(kept);
    return invalid.orElseGet(() ->
        jdbi.withHandle(tx ->
            tx.createQuery(
                    """
                    INSERT INTO crew_group (unit, name) VALUES (:unit, :name)
                    ON CONFLICT DO NOTHING RETURNING id
                    """)
                .bind("unit", unit)
                .bind("name", kept)
                .mapTo(Long.class)
                .findOne()
                .<Saved>map(id -> new Saved.Kept(new Group(id, unit, kept, List.of())))
                .orElse(new Saved.NameTaken(kept))));
  }

  public Saved rename(long id, String name) {
    String kept = name.strip();
    return invalid(kept).orElseGet(() -> jdbi.inTransaction(tx -> rename(tx, id, kept)));
  }

  /**
   * Replaces the members. Those who stay keep their place in the turns; a newcomer is next.
   *
   * @param users ids of users of the group's unit; others are left out
   */
  public Saved setMembers(long id, Collection<Long> users) {
    return jdbi.inTransaction(tx -> {
      if (!lock(tx, id)) {
        return new Saved.Unknown();
      }
      tx.createUpdate(
              """
              DELETE FROM crew_member WHERE crew_group = :id AND NOT crew_user = ANY (:users)
              """)
          .bind("id", id)
          .bindArray("users", Long.class, users)
          .execute();
      tx.createUpdate(
              """
              INSERT INTO crew_member (crew_group, crew_user)
              SELECT g.id, u.id FROM crew_group g JOIN crew_user u ON u.unit = g.unit
              WHERE g.id = :id AND u.id = ANY (:users)
              ON CONFLICT DO NOTHING
              """)
          .bind("id", id)
          .bindArray("users", Long.class, users)
          .execute();
      return new Saved.Kept(find(tx, id).orElseThrow());
    });
  }

  /**
   * Deletes a group; its users stay. A rule that assigns to it assigns to nobody from then on, so
   * ask the rules first.
   *
   * @return whether there was such a group
   */
  public boolean delete(long id) {
    return jdbi.withHandle(tx ->
        tx.createUpdate("DELETE FROM crew_group WHERE id = :id").bind("id", id).execute() == 1);
  }

  private static Saved rename(Handle tx, long id, String name) {
    tx.execute("LOCK TABLE crew_group IN SHARE ROW EXCLUSIVE MODE");
    Optional<Group> group = find(tx, id);
    if (group.isEmpty()) {
      return new Saved.Unknown();
    }
    int renamed =
        tx.createUpdate(
                """
                UPDATE crew_group g SET name = :name
                WHERE id = :id AND NOT EXISTS (
                  SELECT FROM crew_group o
                  WHERE o.unit = g.unit AND o.name = :name AND o.id <> g.id)
                """)
            .bind("id", id)
            .bind("name", name)
            .execute();
    return renamed == 1 ? new Saved.Kept(find(tx, id).orElseThrow()) : new Saved.NameTaken(name);
  }

  private static Optional<Saved> invalid(String name) {
    if (name.isEmpty()) {
      return Optional.of(new Saved.Invalid("A group needs a name."));
    }
    if (name.length() > NAME_LENGTH) {
      return Optional.of(
          new Saved.Invalid("The name has more than " + NAME_LENGTH + " characters."));
    }
    return name.chars().anyMatch(Character::isISOControl)
        ? Optional.of(new Saved.Invalid("The name contains a control character."))
        : Optional.empty();
  }

  /** As a rota locks it, so that members never change while turns are given. */
  private static boolean lock(Handle tx, long id) {
    return tx.createQuery("SELECT id FROM crew_group WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  private static Optional<Group> find(Handle tx, long id) {
    return tx.createQuery(SELECT + "WHERE g.id = :id")
        .bind("id", id)
        .map((row, at) -> read(row))
        .findOne();
  }

  private static Group read(ResultSet row) throws SQLException {
    return new Group(
        row.getLong("id"),
        row.getInt("unit"),
        row.getString("name"),
        Arrays.asList((Long[]) row.getArray("members").getArray()));
  }
}
