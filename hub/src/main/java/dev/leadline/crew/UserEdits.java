package dev.leadline.crew;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Edits of users, for a transaction that edits them alone. */
final class UserEdits {
  private UserEdits() {}

  static UserSaved create(Handle tx, int unit, Profile profile) {
    List<String> problems = profile.problems();
    if (!problems.isEmpty()) {
      return new UserSaved.Invalid(problems);
    }
    Optional<UserSaved> taken = taken(tx, unit, 0, profile);
    return taken.orElseGet(() ->
        new UserSaved.Kept(
            bind(
                    tx.createQuery(
                        """
                        INSERT INTO crew_user (unit, email, first_name, last_name, job_title, phone,
                                               role, crm_username, crm_user_id)
                        VALUES (:unit, :email, :firstName, :lastName, :jobTitle, :phone,
                                :role, :crmUsername, nullif(:crmUserId, ''))
                        RETURNING *
                        """),
                    profile)
                .bind("unit", unit)
                .map((row, at) -> Users.read(row))
                .one()));
  }

  static UserSaved edit(Handle tx, long id, Profile profile) {
    List<String> problems = profile.problems();
    Optional<User> found = Users.find(tx, id);
    if (found.isEmpty()) {
      return new UserSaved.Unknown();
    }
    if (!problems.isEmpty()) {
      return new UserSaved.Invalid(problems);
    }
    User user = found.get();
    if (profile.role() != Role.ADMINISTRATOR && isLastAdministrator(tx, user)) {
      return new UserSaved.LastAdministrator();
    }
    return taken(tx, user.unit(), id, profile)
        .orElseGet(() ->
            new UserSaved.Kept(
                bind(
                        tx.createQuery(
                            """
                            UPDATE crew_user
                            SET email = :email, first_name = :firstName, last_name = :lastName,
                                job_title = :jobTitle, phone = :phone, role = :role,
                                crm_username = :crmUsername, crm_user_id = nullif(:crmUserId, '')
                            WHERE id = :id
                            RETURNING *
                            """),
                        profile)
                    .bind("id", id)
                    .map((row, at) -> Users.read(row))
                    .one()));
  }

  static UserSaved activate(Handle tx, long id, boolean active) {
    Optional<User> found = Users.find(tx, id);
    if (found.isEmpty()) {
      return new UserSaved.Unknown();
    }
    if (!active && isLastAdministrator(tx, found.get())) {
      return new UserSaved.LastAdministrator();
    }
    return new UserSaved.Kept(
        tx.createQuery(
                """
                UPDATE crew_user
                SET active = :active, sessions = sessions + CASE WHEN :active THEN 0 ELSE 1 END
                WHERE id = :id RETURNING *
                """)
            .bind("id", id)
            .bind("active", active)
            .map((row, at) -> Users.read(row))
            .one());
  }

  /** Who else has the email, or is the user of the CRM. */
  private static Optional<UserSaved> taken(Handle tx, int unit, long self, Profile profile) {
    if (Users.byEmail(tx, profile.email()).filter(other -> other.id() != self).isPresent()) {
      return Optional.of(new UserSaved.EmailTaken(profile.email()));
    }
    boolean crmUserTaken =
        tx.createQuery(
                """
                SELECT EXISTS (SELECT FROM crew_user
                  WHERE unit = :unit AND crm_user_id = nullif(:crmUserId, '') AND id <> :self)
                """)
            .bind("unit", unit)
            .bind("crmUserId", profile.crmUserId())
            .bind("self", self)
            .mapTo(Boolean.class)
            .one();
    return crmUserTaken
        ? Optional.of(new UserSaved.CrmUserTaken(profile.crmUserId()))
        : Optional.empty();
  }

  private static boolean isLastAdministrator(Handle tx, User user) {
    if (!user.active() || user.role() != Role.ADMINISTRATOR) {
      return false;
    }
    return !tx.createQuery(
            """
            SELECT EXISTS (SELECT FROM crew_user WHERE role = :role AND active AND id <> :self)
            """)
        .bind("role", Role.ADMINISTRATOR.text())
        .bind("self", user.id())
        .mapTo(Boolean.class)
        .one();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Profile profile) {
    return statement
        .bind("email", profile.email())
        .bind("firstName", profile.firstName())
        .bind("lastName", profile.lastName())
        .bind("jobTitle", profile.jobTitle())
        .bind("phone", profile.phone())
        .bind("role", profile.role().text())
        .bind("crmUsername", profile.crmUsername())
        .bind("crmUserId", profile.crmUserId());
  }
}
