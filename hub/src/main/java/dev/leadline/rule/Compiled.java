package dev.leadline.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule ready to be held against drafts.
 *
 * @param reads names whose change may make the rule match
 * @param readsHands whether the condition may need to know a stored prospect's hands
 * @param readsChange whether any change may make it match
 */
record Compiled(
    long id,
    int unit,
    int revision,
    Condition condition,
    List<Action> actions,
    Set<String> reads,
    boolean readsHands,
    boolean readsChange) {

  static Compiled of(Rule rule, Map<String, Field> fields) {
    Reading reading = new Reading();
    reading.read(rule.criteria());
    return new Compiled(
        rule.id(),
        rule.unit(),
        rule.revision(),
        Condition.of(rule.criteria(), fields),
        rule.actions(),
        Set.copyOf(reading.names),
        reading.hands,
        reading.change);
  }

  static boolean readsHands(Criteria criteria) {
    Reading reading = new Reading();
    reading.read(criteria);
    return reading.hands;
  }

  private static final class Reading {
    private final Set<String> names = new HashSet<>();
    private boolean hands;
    private boolean change;

    private void read(Criteria criteria) {
      switch (criteria) {
        case Criteria.All(List<Criteria> parts) -> parts.forEach(this::read);
        case Criteria.Any(List<Criteria> parts) -> parts.forEach(this::read);
        case Criteria.OnField on -> names.add(on.field());
        case Criteria.HasTag _, Criteria.LacksTag _ -> names.add(Draft.TAGS);
        case Criteria.OnScore _ -> names.add(Draft.SCORE);
        case Criteria.Assigned _, Criteria.Unassigned _, Criteria.AssignedTo _ ->
            names.add(Draft.OWNER);
        case Criteria.CreatedBy _ -> hands = true;
        case Criteria.ChangedBy _ -> {
          hands = true;
          change = true;
        }
      }
    }
  }
}
