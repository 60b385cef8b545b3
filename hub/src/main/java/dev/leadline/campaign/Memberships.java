package dev.leadline.campaign;

import dev.leadline.campaign.Campaigns.Membership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The rows of who is to be in which campaign. States: waiting, sent. */
final class Memberships {
  private record Pair(long prospect, long campaign) {}

  private static final String SELECT =
      """
      SELECT m.prospect, m.status AS member_status, m.state, m.remote_id AS member_remote_id,
             m.updated_at, c.*
      FROM campaign_member m JOIN campaign c ON c.id = m.campaign
      """;

  List<Membership> join(Handle tx, List<Membership> joining, Instant now) {
    Set<Pair> offered = new HashSet<>();
    tx.createQuery(
            """
            WITH wanted AS (
              SELECT DISTINCT ON (n.prospect, n.campaign) n.prospect, n.campaign, own.status
              FROM unnest(:prospects, :campaigns, :statuses) WITH ORDINALITY
                AS n (prospect, campaign, status, at)
              JOIN campaign c ON c.id = n.campaign
              CROSS JOIN LATERAL (
                SELECT s AS status FROM unnest(c.statuses) s
                WHERE lower(s) = lower(n.status) LIMIT 1) own
              ORDER BY n.prospect, n.campaign, n.at DESC),
            kept AS (
              INSERT INTO campaign_member (prospect, campaign, status, created_at, updated_at)
              SELECT prospect, campaign, status, :now, :now FROM wanted
              ON CONFLICT (prospect, campaign) DO UPDATE
              SET status = excluded.status, state = 'waiting', updated_at = excluded.updated_at
              WHERE campaign_member.status <> excluded.status)
            SELECT prospect, campaign FROM wanted
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bindArray("prospects", Long.class, joining.stream().map(Membership::prospect).toList())
        .bindArray("campaigns", Long.class, joining.stream().map(Membership::campaign).toList())
        .bindArray("statuses", String.class, joining.stream().map(Membership::status).toList())
        .map((row, at) -> new Pair(row.getLong(1), row.getLong(2)))
        .forEach(offered::add);
    List<Membership> refused = new ArrayList<>(joining);
    refused.removeIf(one -> offered.contains(new Pair(one.prospect(), one.campaign())));
    return refused;
  }

  List<Member> of(Handle tx, long prospect) {
    return tx.createQuery(SELECT + "WHERE m.prospect = :prospect ORDER BY m.updated_at DESC, c.id")
        .bind("prospect", prospect)
        .map((row, at) -> read(row))
        .list();
  }

  List<Member> waiting(Handle tx, Collection<Long> prospects) {
    return tx.createQuery(
            SELECT
                + """
                WHERE m.prospect = ANY (:prospects) AND m.state = 'waiting'
                ORDER BY m.prospect, c.id
                """)
        .bindArray("prospects", Long.class, prospects)
        .map((row, at) -> read(row))
        .list();
  }

  void sent(Handle tx, Membership membership, String remoteId, Instant now) {
    tx.createUpdate(
            """
            UPDATE campaign_member
            SET remote_id = :remoteId,
                state = CASE WHEN status = :status THEN 'sent' ELSE state END,
                updated_at = :now
            WHERE prospect = :prospect AND campaign = :campaign
            """)
        .bind("prospect", membership.prospect())
        .bind("campaign", membership.campaign())
        .bind("status", membership.status())
        .bind("remoteId", remoteId)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  private static Member read(ResultSet row) throws SQLException {
    return new Member(
        row.getLong("prospect"),
        Campaigns.read(row),
        row.getString("member_status"),
        row.getString("state").equals("sent"),
        row.getString("member_remote_id"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
