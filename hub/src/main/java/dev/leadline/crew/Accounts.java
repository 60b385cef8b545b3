package dev.leadline.crew;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The users seen as those who may sign in. Emails are compared without regard to case. */
public final class Accounts {
  /**
   * A user who may sign in.
   *
   * @param passwordTemporary the password was given out and has to be changed first
   * @param sessions counts what ends all sessions begun before: another password, deactivation
   */
  public record Account(
      long id,
      int unit,
      String email,
      String name,
      String role,
      String passwordHash,
      boolean passwordTemporary,
      int sessions) {

    @Override
    public String toString() {
      return "Account[" + id + "]"; // never the hash
    }
  }

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Accounts(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** The active user with this email, if a password was ever set. */
  public Optional<Account> find(String email) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT * FROM crew_user
                WHERE lower(email) = lower(:email) AND active AND password_hash IS NOT NULL
                """)
            .bind("email", email)
            .map((row, at) -> read(row))
            .findOne());
  }

  /** Whether nobody can sign in who could let others in. */
  public boolean lackAdministrator() {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT NOT EXISTS (
                  SELECT FROM crew_user
                  WHERE active AND role = 'Administrator' AND password_hash IS NOT NULL)
                """)
            .mapTo(Boolean.class)
            .one());
  }

  /** Makes this user an active administrator, whether or not there is one with the email. */
  public void administrator(int unit, String email, String passwordHash, boolean temporary) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                INSERT INTO crew_user (unit, email, first_name, last_name, role, password_hash,
                                       password_temporary)
                VALUES (:unit, :email, 'First', 'Administrator', 'Administrator', :hash, :temporary)
                ON CONFLICT (lower(email)) DO UPDATE
                SET role = excluded.role, active = true, password_hash = excluded.password_hash,
                    password_temporary = excluded.password_temporary,
                    sessions = crew_user.sessions + 1
                """)
            .bind("unit", unit)
            .bind("email", email)
            .bind("hash", passwordHash)
            .bind("temporary", temporary)
            .execute());
  }

  /** Replaces a password. */
  public void changePassword(long user, String passwordHash, boolean temporary) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                UPDATE crew_user
                SET password_hash = :hash, password_temporary = :temporary, sessions = sessions + 1
                WHERE id = :user
                """)
            .bind("user", user)
            .bind("hash", passwordHash)
            .bind("temporary", temporary)
            .execute());
  }

  /** Remembers when somebody last came in. */
  public void signedIn(long user) {
    jdbi.useHandle(tx ->
        tx.createUpdate("UPDATE crew_user SET last_sign_in_at = :now WHERE id = :user")
            .bind("user", user)
            .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
            .execute());
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("id"),
        row.getInt("unit"),
        row.getString("email"),
        (row.getString("first_name") + " " + row.getString("last_name")).strip(),
        row.getString("role"),
        row.getString("password_hash"),
        row.getBoolean("password_temporary"),
        row.getInt("sessions"));
  }
}
