package dev.leadline.campaign;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The store of campaigns and of who is to be in them. */
public final class Campaigns {
  /** A prospect that is to be in a campaign with a status. */
  public record Membership(long prospect, long campaign, String status) {}

  /** Keeps memberships as waiting; one that was sent already waits again if its status differs. */
  public void join(Handle tx, Collection<Membership> memberships, Instant now) {
    if (memberships.isEmpty()) {
      return;
    }
    List<Membership> rows = List.copyOf(memberships);
    tx.createUpdate(
            """
            INSERT INTO campaign_member (prospect, campaign, status, created_at, updated_at)
            SELECT DISTINCT ON (prospect, campaign) prospect, campaign, status, :now, :now
            FROM unnest(:prospects, :campaigns, :statuses) WITH ORDINALITY
              AS n (prospect, campaign, status, at)
            WHERE EXISTS (SELECT FROM campaign c WHERE c.id = n.campaign)
            ORDER BY prospect, campaign, at DESC
            ON CONFLICT (prospect, campaign) DO UPDATE
            SET status = excluded.status, state = 'waiting', updated_at = excluded.updated_at
            WHERE campaign_member.status <> excluded.status
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bindArray("prospects", Long.class, rows.stream().map(Membership::prospect).toList())
        .bindArray("campaigns", Long.class, rows.stream().map(Membership::campaign).toList())
        .bindArray("statuses", String.class, rows.stream().map(Membership::status).toList())
        .execute();
  }
}
