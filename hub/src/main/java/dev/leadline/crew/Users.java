package dev.leadline.crew;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The store of users. Edits come one after the other; users are never deleted. How they sign in is
 * a matter of {@link Accounts}.
 */
public final class Users {
  private final Jdbi jdbi;

  public Users(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All users of a unit by name, the inactive ones too. */
  public List<User> all(int unit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT * FROM crew_user WHERE unit = :unit
                ORDER BY lower(last_name), lower(first_name), id
                """)
            .bind("unit", unit)
            .map((row, at) -> read(row))
            .list());
  }

  /** A page of a unit's users by name. */
  public UserPage page(int unit, UserPage.Filter filter, UserPage.Cursor after, int limit) {
    return jdbi.withHandle(tx -> UserPage.read(tx, unit, filter, after, limit));
  }

  public Optional<User> find(long id) {
    return jdbi.withHandle(tx -> find(tx, id));
  }

  /** The user with this email, in any case and in any unit. */
  public Optional<User> byEmail(String email) {
    return jdbi.withHandle(tx -> byEmail(tx, email));
  }

  /** Adds an active user without a password. */
  public UserSaved create(int unit, Profile profile) {
    return jdbi.inTransaction(tx -> {
      alone(tx);
      return UserEdits.create(tx, unit, profile);
    });
  }

  /** Replaces what is written down about a user. */
  public UserSaved edit(long id, Profile profile) {
    return jdbi.inTransaction(tx -> {
      alone(tx);
      return UserEdits.edit(tx, id, profile);
    });
  }

  /** Lets a user in, or keeps the user out; prospects stay assigned either way. */
  public UserSaved activate(long id, boolean active) {
    return jdbi.inTransaction(tx -> {
      alone(tx);
      return UserEdits.activate(tx, id, active);
    });
  }

  /** Lets one transaction at a time edit users; readers and intake go on. */
  static void alone(Handle tx) {
    tx.execute("LOCK TABLE crew_user IN SHARE ROW EXCLUSIVE MODE");
  }

  static Optional<User> find(Handle tx, long id) {
    return tx.createQuery("SELECT * FROM crew_user WHERE id = :id")
        .bind("id", id)
        .map((row, at) -> read(row))
        .findOne();
  }

  static Optional<User> byEmail(Handle tx, String email) {
    return tx.createQuery("SELECT * FROM crew_user WHERE lower(email) = lower(:email)")
        .bind("email", email.strip())
        .map((row, at) -> read(row))
        .findOne();
  }

  static User read(ResultSet row) throws SQLException {
    OffsetDateTime signedIn = row.getObject("last_sign_in_at", OffsetDateTime.class);
    String crmUserId = row.getString("crm_user_id");
    return new User(
        row.getLong("id"),
        row.getInt("unit"),
        new Profile(
            row.getString("email"),
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("job_title"),
            row.getString("phone"),
            Role.of(row.getString("role")).orElseThrow(),
            row.getString("crm_username"),
            crmUserId == null ? "" : crmUserId),
        row.getBoolean("active"),
        row.getString("password_hash") != null,
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        signedIn == null ? null : signedIn.toInstant());
  }
}
