package dev.leadline.crew;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Who our users are in the CRM, which decides the owner of a record there. */
public final class CrmUsers {
  /** A user of the CRM. */
  public record CrmUser(String id, String username, String email) {}

  /** Our user's id → the id in the CRM, for all of a unit that have one. */
  public Map<Long, String> of(Handle tx, int unit) {
    Map<Long, String> ids = new HashMap<>();
    tx.createQuery(
            """
            SELECT id, crm_user_id FROM crew_user
            WHERE unit = :unit AND crm_user_id IS NOT NULL
            """)
        .bind("unit", unit)
        .map((row, at) -> Map.entry(row.getLong(1), row.getString(2)))
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    return ids;
  }

  /**
   * Gives our users their ids in the CRM: by the username noted with them, or where none is noted
   * by the same email if only one user there has it. Answers how many were matched newly.
   */
  public int match(Handle tx, int unit, List<CrmUser> theirs) {
    return tx.createUpdate(
            """
            WITH theirs AS (
              SELECT id, lower(username) AS username, lower(email) AS email
              FROM unnest(:ids, :usernames, :emails) AS t (id, username, email)),
            alone AS (
              SELECT email, min(id) AS id FROM theirs GROUP BY email HAVING count(*) = 1),
            matched AS (
              SELECT DISTINCT ON (coalesce(n.id, a.id))
                u.id AS crew_user, coalesce(n.id, a.id) AS crm_id, n.id IS NULL AS by_email
              FROM crew_user u
              LEFT JOIN theirs n ON n.username = lower(u.crm_username)
              LEFT JOIN alone a ON coalesce(u.crm_username, '') = '' AND a.email = lower(u.email)
              WHERE u.unit = :unit AND u.crm_user_id IS NULL
                AND coalesce(n.id, a.id) IS NOT NULL
              ORDER BY coalesce(n.id, a.id), n.id IS NULL, u.id)
            UPDATE crew_user u SET crm_user_id = m.crm_id
            FROM matched m
            WHERE u.id = m.crew_user AND NOT EXISTS (
              SELECT FROM crew_user o WHERE o.unit = :unit AND o.crm_user_id = m.crm_id)
            """)
        .bind("unit", unit)
        .bindArray("ids", String.class, theirs.stream().map(CrmUser::id).toList())
        .bindArray("usernames", String.class, theirs.stream().map(CrmUser::username).toList())
        .bindArray("emails", String.class, theirs.stream().map(CrmUser::email).toList())
        .execute();
  }
}
