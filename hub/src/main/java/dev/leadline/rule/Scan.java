package dev.leadline.rule;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Hands;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Holds criteria against stored prospects, a page at a time. */
final class Scan {
  static final int PAGE = 1000;

  /**
   * What a page of prospects came to.
   *
   * @param matching those that meet the criteria for the first time
   * @param already how many meet them, but were matched before
   * @param last the id of the last one seen
   */
  record Page(List<Prospect> matching, int already, int seen, long last, boolean end) {}

  private final Jdbi jdbi;
  private final Walk walk;
  private final int unit;
  private final Condition condition;
  private final boolean readsHands;

  Scan(Jdbi jdbi, Fields fields, int unit, Criteria criteria) {
    this.jdbi = jdbi;
    this.walk = new Walk(jdbi);
    this.unit = unit;
    this.condition = Condition.of(criteria, fields.of(unit));
    this.readsHands = Compiled.readsHands(criteria);
  }

  long total() {
    return walk.count(unit);
  }

  /**
   * The next page.
   *
   * @param rule whose matches count as matched before; null: none do
   */
  Page next(long after, @Nullable Long rule) {
    List<Prospect> page = walk.next(unit, after, PAGE);
    List<Prospect> meeting = meeting(page);
    Set<Long> matched = rule == null || meeting.isEmpty() ? Set.of() : matched(rule, meeting);
    return new Page(
        meeting.stream().filter(prospect -> !matched.contains(prospect.id())).toList(),
        matched.size(),
        page.size(),
        page.isEmpty() ? after : page.getLast().id(),
        page.size() < PAGE);
  }

  private List<Prospect> meeting(List<Prospect> page) {
    List<Prospect> maybe =
        page.stream().filter(prospect -> condition.holds(Draft.of(prospect), null)).toList();
    if (!readsHands || maybe.isEmpty()) {
      return maybe;
    }
    Map<Long, Hands> hands =
        jdbi.withHandle(tx -> Hands.of(tx, maybe.stream().map(Prospect::id).toList()));
    return maybe.stream()
        .filter(prospect ->
            condition.holds(Draft.of(prospect), hands.getOrDefault(prospect.id(), Hands.UNKNOWN)))
        .toList();
  }

  private Set<Long> matched(long rule, List<Prospect> prospects) {
    return jdbi.withHandle(tx ->
        new HashSet<>(
            tx.createQuery(
                    """
                    SELECT prospect FROM rule_match
                    WHERE rule = :rule AND prospect = ANY (:prospects)
                    """)
                .bind("rule", rule)
                .bindArray("prospects", Long.class, prospects.stream().map(Prospect::id).toList())
                .mapTo(Long.class)
                .list()));
  }
}
