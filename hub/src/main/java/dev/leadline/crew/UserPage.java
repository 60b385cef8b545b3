package dev.leadline.crew;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Some users in order of name, and where the next page begins.
 *
 * @param next empty on the last page
 */
public record UserPage(List<User> users, Optional<Cursor> next) {
  /**
   * Which users are wanted.
   *
   * @param text part of name or email; the empty text is in all of them
   * @param role null: any
   * @param active null: both
   */
  public record Filter(String text, @Nullable Role role, @Nullable Boolean active) {
    public static final Filter ALL = new Filter("", null, null);
  }

  /** The last user of a page. */
  public record Cursor(String lastName, String firstName, long id) {
    public static final Cursor START = new Cursor("", "", 0);
  }

  static UserPage read(Handle tx, int unit, Filter filter, Cursor after, int limit) {
    List<User> users =
        tx.createQuery(
                """
                SELECT * FROM crew_user
                WHERE unit = :unit
                  AND (lower(last_name), lower(first_name), id)
                    > (lower(:lastName), lower(:firstName), :id)
                  AND position(lower(:text)
                    IN lower(first_name || ' ' || last_name || ' ' || email)) > 0
                  AND (CAST(:role AS text) IS NULL OR role = :role)
                  AND (CAST(:active AS boolean) IS NULL OR active = :active)
                ORDER BY lower(last_name), lower(first_name), id LIMIT :limit
                """)
            .bind("unit", unit)
            .bind("lastName", after.lastName())
            .bind("firstName", after.firstName())
            .bind("id", after.id())
            .bind("text", filter.text().strip())
            .bind("role", filter.role() == null ? null : filter.role().text())
            .bind("active", filter.active())
            .bind("limit", limit + 1)
            .map((row, at) -> Users.read(row))
            .list();
    return users.size() <= limit
        ? new UserPage(users, Optional.empty())
        : new UserPage(users.subList(0, limit), Optional.of(cursor(users.get(limit - 1))));
  }

  private static Cursor cursor(User user) {
    return new Cursor(user.profile().lastName(), user.profile().firstName(), user.id());
  }
}
