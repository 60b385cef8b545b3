package dev.leadline.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final Known KNOWN =
      new Known(
          Map.of(
              "city", new Field(1, "city", "City", FieldType.TEXT, false, List.of()),
              "email", new Field(1, "email", "Email", FieldType.TEXT, false, List.of()),
              "age", new Field(1, "age", "Age", FieldType.NUMBER, true, List.of()),
              "day", new Field(1, "day", "Day", FieldType.DATE, true, List.of())),
          Set.of(1L),
          Set.of(2L),
          Map.of(3L, List.of("Sent", "Responded")));
  private static final Criteria GOOD = Criteria.all(Criteria.field("city", FieldTest.IS, "Ulm"));

  @Test
  void aGoodRuleHasNoProblems() {
    Criteria criteria =
        Criteria.all(
            GOOD,
            Criteria.field("age", FieldTest.GREATER_THAN, "18"),
            Criteria.field("day", FieldTest.BEFORE, "2026-01-31"),
            new Criteria.AssignedTo(1),
            new Criteria.CreatedBy(Origin.Kind.SIGNAL, 9));
    List<Action> actions =
        List.of(
            new Action.AssignToUser(1, false),
            new Action.AssignToGroup(2, false),
            new Action.AddToCampaign(3, "responded"),
            new Action.SetField("city", "Rom"),
            new Action.AddTag("vip"),
            new Action.AdjustScore(-10));

    assertThat(Check.problems(new Wording("Rule", "", criteria, actions), KNOWN)).isEmpty();
  }

  @Test
  void namesWhatIsUnknown() {
    assertThat(
            problems(
                Criteria.any(
                    Criteria.field("town", FieldTest.IS_EMPTY, ""),
                    new Criteria.AssignedTo(11),
                    new Criteria.ChangedBy(Origin.Kind.USER, 12)),
                new Action.AssignToUser(13, false),
                new Action.AssignToGroup(14, false),
                new Action.AddToCampaign(15, "Sent"),
                new Action.AddToCampaign(3, "Won"),
                new Action.SetField("street", "x")))
        .containsExactly(
            "There is no field “town”.",
            "There is no user 11.",
            "There is no user 12.",
            "There is no user 13.",
            "There is no group 14.",
            "There is no campaign 15.",
            "The campaign has no member status “Won”; it has Sent, Responded.",
            "There is no field “street”.");
  }

  @Test
  void refusesWhatARuleMayNotDo() {
    assertThat(
            problems(
                GOOD,
                new Action.Archive(),
                new Action.AssignToUser(1, true),
                new Action.SetField("email", "a@b.example"),
                new Action.SetField("age", "old"),
                new Action.AdjustScore(0),
                new Action.AddTag("a;b")))
        .containsExactly(
            "A rule cannot set a score, take an assignment away, archive or restore.",
            "A rule never takes a prospect from another user.",
            "A rule cannot set the email.",
            "Age takes a number, not “old”.",
            "A score is adjusted by 1 to 1000000 points, up or down.",
            "A tag has no semicolon; use one action for each tag.");
  }

  @Test
  void refusesValuesThatAFieldCannotHave() {
    assertThat(
            problems(
                Criteria.all(
                    Criteria.field("age", FieldTest.IS, "12;old"),
                    Criteria.field("age", FieldTest.LESS_THAN, "many"),
                    Criteria.field("age", FieldTest.AFTER, "2026-01-01"),
                    Criteria.field("day", FieldTest.BEFORE, "tomorrow"),
                    Criteria.field("day", FieldTest.GREATER_THAN, "1"),
                    Criteria.field("city", FieldTest.CONTAINS, " ; "),
                    new Criteria.HasTag(";"),
                    new Criteria.CreatedBy(Origin.Kind.RULE, 1)),
                new Action.AddTag("a")))
        .containsExactly(
            "Age takes a number, not “old”.",
            "“Age” is less than: “many” is not a number.",
            "“Age” is after: this field has no dates.",
            "“Day” is before: “tomorrow” is not a date like 2026-01-31.",
            "“Day” is greater than: this field has no numbers.",
            "“City” contains: the value is missing.",
            "A criterion on tags needs a tag.",
            "A rule does not count as the source of a prospect.");
  }

  @Test
  void limitsDepthAndNumber() {
    Criteria five = Criteria.all(Criteria.any(Criteria.all(Criteria.any(GOOD))));
    List<Criteria> hundred = Collections.nCopies(100, new Criteria.Assigned());

    assertThat(problems(five, new Action.AddTag("a"))).isEmpty();
    assertThat(problems(Criteria.all(five), new Action.AddTag("a")))
        .containsExactly("Groups are nested at most 5 deep.");
    assertThat(problems(new Criteria.All(hundred), new Action.AddTag("a"))).isEmpty();
    assertThat(
            problems(
                Criteria.all(new Criteria.All(hundred), new Criteria.Assigned()),
                new Action.AddTag("a")))
        .containsExactly("A rule has at most 100 criteria.");
  }

  @Test
  void refusesAnEmptyRule() {
    assertThat(Check.problems(new Wording(" ", "", Criteria.all(Criteria.any()), List.of()), KNOWN))
        .containsExactly(
            "A rule needs a name.",
            "A group needs at least one criterion.",
            "A rule needs at least one action.");
  }

  private static List<String> problems(Criteria criteria, Action... actions) {
    return Check.problems(new Wording("Rule", "", criteria, List.of(actions)), KNOWN);
  }
}
