package dev.leadline.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The store of campaigns and of who is to be in them. */
public final class Campaigns {
  /** A prospect that is to be in a campaign with a status. */
  public record Membership(long prospect, long campaign, String status) {}

  /** A campaign as the CRM tells of it. */
  public record Theirs(String remoteId, Wording wording) {}

  /** What Salesforce gives a new campaign. */
  private static final List<String> USUAL = List.of("Sent", "Responded");

  private final Jdbi jdbi;
  private final Memberships memberships = new Memberships();

  public Campaigns(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All campaigns of a unit by name, the inactive ones too. */
  public List<Campaign> all(int unit) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM campaign WHERE unit = :unit ORDER BY lower(name), id")
            .bind("unit", unit)
            .map((row, at) -> read(row))
            .list());
  }

  public Optional<Campaign> find(long id) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM campaign WHERE id = :id")
            .bind("id", id)
            .map((row, at) -> read(row))
            .findOne());
  }

  /** Adds a campaign that the CRM does not know. */
  public CampaignSaved create(int unit, Wording wording) {
    List<String> problems = wording.problems();
    if (!problems.isEmpty()) {
      return new CampaignSaved.Invalid(problems);
    }
    return jdbi.withHandle(tx ->
        new CampaignSaved.Kept(
            tx.createQuery(
                    """
                    INSERT INTO campaign (unit, name, statuses, active)
                    VALUES (:unit, :name, :statuses, :active) RETURNING *
                    """)
                .bind("unit", unit)
                .bind("name", wording.name())
                .bindArray("statuses", String.class, wording.statuses())
                .bind("active", wording.active())
                .map((row, at) -> read(row))
                .one()));
  }

  /** Replaces what is written down about a campaign; members keep their statuses. */
  public CampaignSaved edit(long id, Wording wording) {
    List<String> problems = wording.problems();
    if (!problems.isEmpty()) {
      return new CampaignSaved.Invalid(problems);
    }
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                UPDATE campaign SET name = :name, statuses = :statuses, active = :active
                WHERE id = :id RETURNING *
                """)
            .bind("id", id)
            .bind("name", wording.name())
            .bindArray("statuses", String.class, wording.statuses())
            .bind("active", wording.active())
            .map((row, at) -> read(row))
            .findOne()
            .<CampaignSaved>map(CampaignSaved.Kept::new)
            .orElseGet(CampaignSaved.Unknown::new));
  }

  /**
   * Keeps campaigns as the CRM has them now, known by their id there. Others stay as they are.
   *
   * @return how many are new or different
   */
  public int save(int unit, Collection<Theirs> theirs) {
    return jdbi.inTransaction(tx -> {
      int saved = 0;
      for (Theirs campaign : theirs) {
        saved += save(tx, unit, campaign);
      }
      return saved;
    });
  }

  /**
   * Keeps memberships as waiting; one that was sent already waits again if its status differs. The
   * status is kept in the campaign's own spelling.
   *
   * @return those not kept: there is no such campaign, or it does not offer the status
   */
  public List<Membership> join(Handle tx, Collection<Membership> joining, Instant now) {
    return joining.isEmpty() ? List.of() : memberships.join(tx, List.copyOf(joining), now);
  }

  /** The campaigns that a prospect is in or is to be in, latest first. */
  public List<Member> of(long prospect) {
    return jdbi.withHandle(tx -> memberships.of(tx, prospect));
  }

  /** The memberships of these prospects that the CRM is to be told of. */
  public List<Member> waiting(Collection<Long> prospects) {
    return prospects.isEmpty()
        ? List.of()
        : jdbi.withHandle(tx -> memberships.waiting(tx, prospects));
  }

  /**
   * Records that the CRM has a membership with this status. If another status is wanted by now, the
   * membership waits on.
   *
   * @param remoteId the id of the membership in the CRM
   */
  public void sent(Membership membership, String remoteId, Instant now) {
    jdbi.useHandle(tx -> memberships.sent(tx, membership, remoteId, now));
  }

  private static int save(Handle tx, int unit, Theirs theirs) {
    List<String> statuses = theirs.wording().statuses();
    return tx.createUpdate(
            """
            INSERT INTO campaign AS c (unit, remote_id, name, statuses, active)
            VALUES (:unit, :remoteId, :name, :statuses, :active)
            ON CONFLICT (unit, remote_id) WHERE remote_id IS NOT NULL DO UPDATE
            SET name = excluded.name, statuses = excluded.statuses, active = excluded.active
            WHERE (c.name, c.statuses, c.active)
              IS DISTINCT FROM (excluded.name, excluded.statuses, excluded.active)
            """)
        .bind("unit", unit)
        .bind("remoteId", theirs.remoteId())
        .bind("name", theirs.wording().name())
        .bindArray("statuses", String.class, statuses.isEmpty() ? USUAL : statuses)
        .bind("active", theirs.wording().active())
        .execute();
  }

  static Campaign read(ResultSet row) throws SQLException {
    return new Campaign(
        row.getLong("id"),
        row.getInt("unit"),
        row.getString("name"),
        row.getString("remote_id"),
        Arrays.asList((String[]) row.getArray("statuses").getArray()),
        row.getBoolean("active"));
  }
}
