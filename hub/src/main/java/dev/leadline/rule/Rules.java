package dev.leadline.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Hands;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules at work: which of them a change sets off. They are read for every change, so they are
 * remembered; {@link #refresh} sees what another node has edited.
 */
public final class Rules {
  private static final Logger log = LoggerFactory.getLogger(Rules.class);

  /** A rule that a draft matches for the first time, and what follows. */
  public record Hit(Draft draft, long rule, List<Action> actions) {}

  private record Candidate(Draft draft, Compiled rule) {}

  private record Pair(long rule, long prospect) {}

  private final Jdbi jdbi;
  private final Fields fields;
  private volatile @Nullable Map<Integer, Index> known;

  public Rules(Jdbi jdbi, Fields fields) {
    this.jdbi = jdbi;
    this.fields = fields;
  }

  /**
   * The rules that match now because of what changed, each at most once per prospect for ever. The
   * matches are kept in the same transaction. A draft that nothing has changed yet is held against
   * all rules.
   *
   * @return in the order in which the rules act
   */
  public List<Hit> hits(Handle tx, Collection<Draft> drafts, Instant now) {
    Map<Integer, Index> book = known;
    if (book == null) {
      book = load(tx);
    }
    if (book.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates = knowingHands(tx, candidates(book, drafts));
    return candidates.isEmpty() ? List.of() : claim(tx, candidates, now);
  }

  /** Reads the rules again: an edit on another node is seen within the caller's interval. */
  public void refresh() {
    jdbi.useHandle(this::load);
  }

  private static List<Candidate> candidates(Map<Integer, Index> book, Collection<Draft> drafts) {
    List<Candidate> candidates = new ArrayList<>();
    BitSet places = new BitSet();
    for (Draft draft : drafts) {
      Index index = book.get(draft.unit());
      if (index == null) {
        continue;
      }
      index.candidates(draft, places);
      for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
        if (index.rule(at).condition().holds(draft, null)) {
          candidates.add(new Candidate(draft, index.rule(at)));
        }
      }
    }
    return candidates;
  }

  /** Drops those that match only as long as the hands of their prospect are not looked at. */
  private static List<Candidate> knowingHands(Handle tx, List<Candidate> candidates) {
    Set<Long> asked = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (candidate.rule.readsHands() && !candidate.draft.isNew()) {
        asked.add(candidate.draft.id());
      }
    }
    if (asked.isEmpty()) {
      return candidates;
    }
    Map<Long, Hands> hands = Hands.of(tx, asked);
    return candidates.stream()
        .filter(one ->
            !one.rule.readsHands()
                || one.rule
                    .condition()
                    .holds(one.draft, hands.getOrDefault(one.draft.id(), Hands.UNKNOWN)))
        .toList();
  }

  private static List<Hit> claim(Handle tx, List<Candidate> candidates, Instant now) {
    List<Candidate> order =
        candidates.stream().sorted(Comparator.comparingLong(one -> one.rule.id())).toList();
    Set<Pair> claimed = new HashSet<>();
    tx.createQuery(
            """
            INSERT INTO rule_match (rule, prospect, matched_at)
            SELECT n.rule, n.prospect, :now
            FROM unnest(:rules, :prospects) AS n (rule, prospect)
            JOIN (SELECT id FROM rule
                  WHERE id = ANY (:rules) AND state = 'running' FOR KEY SHARE) r ON r.id = n.rule
            ON CONFLICT DO NOTHING RETURNING rule, prospect
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bindArray("rules", Long.class, order.stream().map(one -> one.rule.id()).toList())
        .bindArray("prospects", Long.class, order.stream().map(one -> one.draft.id()).toList())
        .map((row, at) -> new Pair(row.getLong(1), row.getLong(2)))
        .forEach(claimed::add);
    return order.stream()
        .filter(one -> claimed.contains(new Pair(one.rule.id(), one.draft.id())))
        .map(one -> new Hit(one.draft, one.rule.id(), one.rule.actions()))
        .toList();
  }

  /** Compiles what is new or edited since. */
  private Map<Integer, Index> load(Handle tx) {
    Map<Long, Compiled> before = new HashMap<>();
    Map<Integer, Index> old = known;
    if (old != null) {
      old.values().forEach(index -> index.rules().forEach(rule -> before.put(rule.id(), rule)));
    }
    Map<Integer, List<Compiled>> fresh = new HashMap<>();
    tx.createQuery("SELECT * FROM rule WHERE state = 'running' ORDER BY id")
        .map((row, at) -> compiled(row, before.get(row.getLong("id"))))
        .forEach(read ->
            read.ifPresent(
                rule -> fresh.computeIfAbsent(rule.unit(), _ -> new ArrayList<>()).add(rule)));
    Map<Integer, Index> book = new HashMap<>();
    fresh.forEach((unit, rules) -> book.put(unit, new Index(List.copyOf(rules))));
    known = book;
    return book;
  }

  private Optional<Compiled> compiled(ResultSet row, @Nullable Compiled before)
      throws SQLException {
    if (before != null && before.revision() == row.getInt("revision")) {
      return Optional.of(before);
    }
    try {
      return Optional.of(Compiled.of(RuleBook.read(row), fields.of(row.getInt("unit"))));
    } catch (IllegalArgumentException e) {
      log.error("Rule {} cannot be read and does not act until it is edited", row.getLong("id"), e);
      return Optional.empty();
    }
  }
}
