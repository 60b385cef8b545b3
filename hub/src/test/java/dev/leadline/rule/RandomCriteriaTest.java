package dev.leadline.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Hands;
import dev.leadline.prospect.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Thousands of trees by chance, judged by an evaluator that is slow and plain. */
class RandomCriteriaTest {
  private static final int TREES = 10_000;

  private final long seed = System.nanoTime();
  private final RandomCriteria chance = new RandomCriteria(new Random(seed));

  @Test
  void theCompiledConditionSaysWhatThePlainReadingSays() {
    int held = 0;
    for (int i = 0; i < TREES; i++) {
      Criteria criteria = chance.criteria(4);
      Draft draft = chance.draft();
      boolean expected = plain(criteria, draft);
      assertThat(Condition.of(criteria, RandomCriteria.FIELDS).holds(draft, Hands.UNKNOWN))
          .as("seed %d, tree %d: %s on %s", seed, i, criteria, draft.fields())
          .isEqualTo(expected);
      held += expected ? 1 : 0;
    }
    assertThat(held).as("seed %d: both answers must be tried", seed).isBetween(1_000, 9_000);
  }

  @Test
  void notKnowingTheHandsNeverRefusesWhatAnyHandsWouldAllow() {
    for (int i = 0; i < TREES; i++) {
      Criteria criteria = chance.criteria(3);
      Draft draft = Draft.of(chance.draft().after(Instant.EPOCH));
      Condition condition = Condition.of(criteria, RandomCriteria.FIELDS);
      Hands hands = new Hands(Origin.signal(1), Origin.user(2));
      if (condition.holds(draft, hands)) {
        assertThat(condition.holds(draft, null)).as("seed %d: %s", seed, criteria).isTrue();
      }
    }
  }

  @Test
  void jsonBringsEveryTreeBack() {
    for (int i = 0; i < 2_000; i++) {
      Criteria criteria = chance.criteria(4);
      assertThat(RuleJson.criteria(RuleJson.write(criteria)))
          .as("seed %d", seed)
          .isEqualTo(criteria);
    }
  }

  private static boolean plain(Criteria criteria, Draft draft) {
    return switch (criteria) {
      case Criteria.All(List<Criteria> parts) ->
          parts.stream().allMatch(part -> plain(part, draft));
      case Criteria.Any(List<Criteria> parts) ->
          parts.stream().anyMatch(part -> plain(part, draft));
      case Criteria.OnField(String field, FieldTest test, String value) ->
          plain(test, lower(draft.field(field)), lower(value), field.equals("colors"));
      case Criteria.HasTag(String tags) -> tagged(draft, tags);
      case Criteria.LacksTag(String tags) -> !tagged(draft, tags);
      case Criteria.OnScore(ScoreTest test, int score) ->
          Integer.signum(Integer.compare(draft.score(), score))
              == switch (test) {
                case GREATER_THAN -> 1;
                case LESS_THAN -> -1;
                case EQUAL_TO -> 0;
              };
      case Criteria.Assigned() -> draft.owner() != null;
      case Criteria.Unassigned() -> draft.owner() == null;
      case Criteria.AssignedTo(long user) -> String.valueOf(draft.owner()).equals("" + user);
      case Criteria.CreatedBy(Origin.Kind kind, long id) ->
          draft.revisions().stream()
              .limit(1)
              .anyMatch(revision -> matches(revision.origin(), kind, id));
      case Criteria.ChangedBy(Origin.Kind kind, long id) ->
          draft.revisions().stream().anyMatch(revision -> matches(revision.origin(), kind, id));
    };
  }

  private static boolean plain(FieldTest test, String own, String value, boolean several) {
    List<String> wanted = split(value);
    List<String> owned = several ? split(own) : List.of(own);
    return switch (test) {
      case IS -> wanted.stream().anyMatch(owned::contains);
      case IS_NOT -> wanted.stream().noneMatch(owned::contains);
      case CONTAINS -> wanted.stream().anyMatch(own::contains);
      case CONTAINS_NOT -> wanted.stream().noneMatch(own::contains);
      case STARTS_WITH ->
          owned.stream().anyMatch(each -> wanted.stream().anyMatch(each::startsWith));
      case IS_EMPTY -> own.isEmpty();
      case IS_FILLED -> !own.isEmpty();
      case GREATER_THAN -> !own.isEmpty() && Double.parseDouble(own) > Double.parseDouble(value);
      case LESS_THAN -> !own.isEmpty() && Double.parseDouble(own) < Double.parseDouble(value);
      case BEFORE -> !own.isEmpty() && LocalDate.parse(own).isBefore(LocalDate.parse(value));
      case AFTER -> !own.isEmpty() && LocalDate.parse(own).isAfter(LocalDate.parse(value));
    };
  }

  private static boolean tagged(Draft draft, String tags) {
    Set<String> own =
        draft.tags().stream().map(RandomCriteriaTest::lower).collect(Collectors.toSet());
    return split(lower(tags)).stream().anyMatch(own::contains);
  }

  private static boolean matches(Origin origin, Origin.Kind kind, long id) {
    return id == 0 ? origin.kind() == kind : origin.equals(new Origin(kind, id));
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(" *; *")).toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
