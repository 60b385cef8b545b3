package dev.leadline.rule;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Hands;
import dev.leadline.prospect.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Criteria ready to be asked of many drafts. Pure, and cheap: texts are compared in place. */
@FunctionalInterface
interface Condition {
  /**
   * Whether the draft meets the criteria.
   *
   * @param hands of the stored prospect; null: not looked up, and every hand is taken to match.
   *     Criteria have no negation, so what is refused then is refused for any hands.
   */
  boolean holds(Draft draft, @Nullable Hands hands);

  static Condition of(Criteria criteria, Map<String, Field> fields) {
    Condition condition = any(criteria, fields);
    return (draft, hands) -> !draft.archived() && condition.holds(draft, hands);
  }

  private static Condition any(Criteria criteria, Map<String, Field> fields) {
    return switch (criteria) {
      case Criteria.All(List<Criteria> parts) -> {
        Condition[] all = compile(parts, fields);
        yield (draft, hands) -> every(all, draft, hands);
      }
      case Criteria.Any(List<Criteria> parts) -> {
        Condition[] all = compile(parts, fields);
        yield (draft, hands) -> some(all, draft, hands);
      }
      case Criteria.OnField on -> {
        ValueTest test = ValueTest.of(on, fields.get(on.field()));
        yield (draft, _) -> test.holds(draft.field(on.field()));
      }
      case Criteria.HasTag(String tags) -> {
        String[] wanted = Criteria.values(tags).toArray(String[]::new);
        yield (draft, _) -> tagged(draft, wanted);
      }
      case Criteria.LacksTag(String tags) -> {
        String[] wanted = Criteria.values(tags).toArray(String[]::new);
        yield (draft, _) -> !tagged(draft, wanted);
      }
      case Criteria.OnScore(ScoreTest test, int score) ->
          (draft, _) -> compares(test, draft.score(), score);
      case Criteria.Assigned() -> (draft, _) -> draft.owner() != null;
      case Criteria.Unassigned() -> (draft, _) -> draft.owner() == null;
      case Criteria.AssignedTo(long user) -> {
        Long wanted = user;
        yield (draft, _) -> wanted.equals(draft.owner());
      }
      case Criteria.CreatedBy(Origin.Kind kind, long id) ->
          (draft, hands) -> created(draft, hands, kind, id);
      case Criteria.ChangedBy(Origin.Kind kind, long id) ->
          (draft, hands) -> changed(draft, hands, kind, id);
    };
  }

  private static Condition[] compile(List<Criteria> parts, Map<String, Field> fields) {
    return parts.stream().map(part -> any(part, fields)).toArray(Condition[]::new);
  }

  private static boolean every(Condition[] parts, Draft draft, @Nullable Hands hands) {
    for (Condition part : parts) {
      if (!part.holds(draft, hands)) {
        return false;
      }
    }
    return true;
  }

  private static boolean some(Condition[] parts, Draft draft, @Nullable Hands hands) {
    for (Condition part : parts) {
      if (part.holds(draft, hands)) {
        return true;
      }
    }
    return false;
  }

  private static boolean tagged(Draft draft, String[] wanted) {
    for (String tag : draft.tags()) {
      for (String each : wanted) {
        if (tag.equalsIgnoreCase(each)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean compares(ScoreTest test, int score, int with) {
    return switch (test) {
      case GREATER_THAN -> score > with;
      case LESS_THAN -> score < with;
      case EQUAL_TO -> score == with;
    };
  }

  private static boolean created(Draft draft, @Nullable Hands hands, Origin.Kind kind, long id) {
    if (draft.isNew()) {
      return !draft.revisions().isEmpty() && is(draft.revisions().getFirst().origin(), kind, id);
    }
    return hands == null || is(hands.first(), kind, id);
  }

  private static boolean changed(Draft draft, @Nullable Hands hands, Origin.Kind kind, long id) {
    boolean now = draft.isNew();
    for (Draft.Revision revision : draft.revisions()) {
      if (revision.origin().kind() != Origin.Kind.RULE) {
        if (is(revision.origin(), kind, id)) {
          return true;
        }
        now = true;
      }
    }
    return !now && (hands == null || is(hands.last(), kind, id));
  }

  private static boolean is(@Nullable Origin origin, Origin.Kind kind, long id) {
    return origin != null && origin.kind() == kind && (id == 0 || origin.id() == id);
  }
}
