package dev.leadline.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The store of rules. What it keeps is at work at once on this node. */
public final class RuleBook {
  /**
   * A rule and how it fares.
   *
   * @param matches how many prospects it has matched
   * @param swept how many stored prospects it was held against since it was resumed; empty: all
   */
  public record Listed(Rule rule, long matches, Optional<Long> swept) {}

  /** A prospect that a rule matched; or a rule that matched a prospect. */
  public record Match(long rule, String ruleName, long prospect, Instant at) {}

  private final Jdbi jdbi;
  private final Rules rules;
  private final InstantSource clock;

  /** Edits are told to the rules at work. */
  public RuleBook(Jdbi jdbi, Rules rules, InstantSource clock) {
    this.jdbi = jdbi;
    this.rules = rules;
    this.clock = clock;
  }

  /** All rules of a unit in the order in which they act. */
  public List<Listed> list(int unit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT r.*, (SELECT count(*) FROM rule_match m WHERE m.rule = r.id) AS matches
                FROM rule r WHERE r.unit = :unit ORDER BY r.id
                """)
            .bind("unit", unit)
            .map((row, at) -> listed(row))
            .list());
  }

  public Optional<Rule> find(long id) {
    return jdbi.withHandle(tx -> find(tx, id));
  }

  /** How a rule fares. */
  public Optional<Listed> look(long id) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT r.*, (SELECT count(*) FROM rule_match m WHERE m.rule = r.id) AS matches
                FROM rule r WHERE r.id = :id
                """)
            .bind("id", id)
            .map((row, at) -> listed(row))
            .findOne());
  }

  /** What is wrong with criteria that are not kept yet, in whole sentences. */
  public List<String> problems(Criteria criteria, Known known) {
    return Check.problems(criteria, known);
  }

  /** Adds a paused rule. */
  public RuleSaved create(int unit, Wording wording, Known known) {
    List<String> problems = Check.problems(wording, known);
    if (!problems.isEmpty()) {
      return new RuleSaved.Invalid(problems);
    }
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                INSERT INTO rule (unit, name, description, criteria, actions,
                                  created_at, updated_at)
                VALUES (:unit, :name, :description, CAST(:criteria AS jsonb),
                        CAST(:actions AS jsonb), :now, :now)
                ON CONFLICT (unit, name) DO NOTHING RETURNING *
                """)
            .bind("unit", unit)
            .bind("name", wording.name())
            .bind("description", wording.description())
            .bind("criteria", RuleJson.write(wording.criteria()))
            .bind("actions", RuleJson.write(wording.actions()))
            .bind("now", now())
            .map((row, at) -> read(row))
            .findOne()
            .<RuleSaved>map(RuleSaved.Kept::new)
            .orElseGet(() -> new RuleSaved.NameTaken(wording.name())));
  }

  /**
   * Replaces what is written in a rule. New criteria of a running rule are held against all
   * prospects; those matched before stay matched.
   *
   * @param revision the one that was edited
   */
  public RuleSaved edit(long id, int revision, Wording wording, Known known) {
    List<String> problems = Check.problems(wording, known);
    if (!problems.isEmpty()) {
      return new RuleSaved.Invalid(problems);
    }
    RuleSaved saved = jdbi.inTransaction(tx -> edit(tx, id, revision, wording));
    rules.refresh();
    return saved;
  }

  /** Sets a paused rule to work: on all prospects, then on every change. */
  public Optional<Rule> resume(long id) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                UPDATE rule SET state = 'running', sweep_after = 0, sweep_seen = 0
                WHERE id = :id AND state = 'paused'
                """)
            .bind("id", id)
            .execute());
    rules.refresh();
    return find(id);
  }

  /** Lets a rule rest; what it has done stays. */
  public Optional<Rule> pause(long id) {
    jdbi.useHandle(tx ->
        tx.createUpdate("UPDATE rule SET state = 'paused', sweep_after = NULL WHERE id = :id")
            .bind("id", id)
            .execute());
    rules.refresh();
    return find(id);
  }

  /**
   * Deletes a rule and its matches; what it has done to prospects stays.
   *
   * @return whether there was such a rule
   */
  public boolean delete(long id) {
    int deleted =
        jdbi.withHandle(
            tx -> tx.createUpdate("DELETE FROM rule WHERE id = :id").bind("id", id).execute());
    rules.refresh();
    return deleted == 1;
  }

  /**
   * A page of the prospects that a rule has matched, latest ids first.
   *
   * @param before the last prospect of the page before, or {@link Long#MAX_VALUE}
   */
  public List<Match> matches(long rule, long before, int limit) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT m.rule, r.name, m.prospect, m.matched_at
                FROM rule_match m JOIN rule r ON r.id = m.rule
                WHERE m.rule = :rule AND m.prospect < :before
                ORDER BY m.prospect DESC LIMIT :limit
                """)
            .bind("rule", rule)
            .bind("before", before)
            .bind("limit", limit)
            .map((row, at) -> match(row))
            .list());
  }

  /** The rules that have matched a prospect, in the order in which they did. */
  public List<Match> matchesOf(long prospect) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT m.rule, r.name, m.prospect, m.matched_at
                FROM rule_match m JOIN rule r ON r.id = m.rule
                WHERE m.prospect = :prospect ORDER BY m.matched_at, m.rule
                """)
            .bind("prospect", prospect)
            .map((row, at) -> match(row))
            .list());
  }

  private RuleSaved edit(Handle tx, long id, int revision, Wording wording) {
    tx.execute("LOCK TABLE rule IN SHARE ROW EXCLUSIVE MODE");
    Optional<Rule> found = find(tx, id);
    if (found.isEmpty()) {
      return new RuleSaved.Unknown();
    }
    if (found.get().revision() != revision) {
      return new RuleSaved.Stale(found.get());
    }
    return tx.createQuery(
            """
            UPDATE rule r
            SET name = :name, description = :description, criteria = n.criteria,
                actions = CAST(:actions AS jsonb), revision = revision + 1, updated_at = :now,
                sweep_after = CASE WHEN again THEN 0 ELSE sweep_after END,
                sweep_seen = CASE WHEN again THEN 0 ELSE sweep_seen END
            FROM (SELECT o.id, CAST(:criteria AS jsonb) AS criteria,
                         o.state = 'running' AND o.criteria <> CAST(:criteria AS jsonb) AS again
                  FROM rule o WHERE o.id = :id) n
            WHERE r.id = n.id AND NOT EXISTS (
              SELECT FROM rule s WHERE s.unit = r.unit AND s.name = :name AND s.id <> r.id)
            RETURNING r.*
            """)
        .bind("id", id)
        .bind("name", wording.name())
        .bind("description", wording.description())
        .bind("criteria", RuleJson.write(wording.criteria()))
        .bind("actions", RuleJson.write(wording.actions()))
        .bind("now", now())
        .map((row, at) -> read(row))
        .findOne()
        .<RuleSaved>map(RuleSaved.Kept::new)
        .orElseGet(() -> new RuleSaved.NameTaken(wording.name()));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  static Optional<Rule> find(Handle tx, long id) {
    return tx.createQuery("SELECT * FROM rule WHERE id = :id")
        .bind("id", id)
        .map((row, at) -> read(row))
        .findOne();
  }

  static Rule read(ResultSet row) throws SQLException {
    return new Rule(
        row.getLong("id"),
        row.getInt("unit"),
        new Wording(
            row.getString("name"),
            row.getString("description"),
            RuleJson.criteria(row.getString("criteria")),
            RuleJson.actions(row.getString("actions"))),
        row.getString("state").equals("running"),
        row.getInt("revision"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static Listed listed(ResultSet row) throws SQLException {
    boolean sweeping = row.getString("sweep_after") != null;
    return new Listed(
        read(row),
        row.getLong("matches"),
        sweeping ? Optional.of(row.getLong("sweep_seen")) : Optional.empty());
  }

  private static Match match(ResultSet row) throws SQLException {
    return new Match(
        row.getLong("rule"),
        row.getString("name"),
        row.getLong("prospect"),
        row.getObject("matched_at", OffsetDateTime.class).toInstant());
  }
}
