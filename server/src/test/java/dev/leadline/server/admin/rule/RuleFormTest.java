package dev.leadline.server.admin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.ScoreTest;
import dev.leadline.server.admin.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class RuleFormTest {
  private static final Criteria CRITERIA =
      Criteria.all(
          Criteria.field("company", FieldTest.CONTAINS, "acme; globex"),
          Criteria.any(
              new Criteria.HasTag("vip"),
              Criteria.all(
                  new Criteria.OnScore(ScoreTest.GREATER_THAN, -5), new Criteria.Unassigned()),
              new Criteria.CreatedBy(Origin.Kind.SIGNAL, 3)),
          new Criteria.ChangedBy(Origin.Kind.USER, 0),
          new Criteria.LacksTag("competitor"),
          new Criteria.AssignedTo(7),
          new Criteria.Assigned(),
          Criteria.field("phone", FieldTest.IS_EMPTY, ""));
  private static final List<Action> ACTIONS =
      List.of(
          new Action.AssignToUser(7, false),
          new Action.AssignToGroup(2, false),
          new Action.AddTag("hot"),
          new Action.RemoveTag("cold"),
          new Action.AdjustScore(-10),
          new Action.SetField("territory", "EMEA"),
          new Action.AddToCampaign(9, "Responded"));

  @Test
  void whatIsWrittenInARuleComesBackFromItsForm() {
    Written written = new Written();
    Form form = form(written.tree(CRITERIA), written.steps(ACTIONS));
    Typed typed = new Typed();

    assertThat(typed.criteria(Typed.tree(form))).isEqualTo(CRITERIA);
    assertThat(typed.actions(Typed.steps(form))).isEqualTo(ACTIONS);
    assertThat(typed.problems()).isEmpty();
  }

  @Test
  void oneCriterionBecomesAGroupOfOne() {
    Form form = form(new Written().tree(new Criteria.Assigned()), List.of());

    assertThat(new Typed().criteria(Typed.tree(form)))
        .isEqualTo(Criteria.all(new Criteria.Assigned()));
  }

  @Test
  void saysWhatIsMissing() {
    Typed typed = new Typed();
    typed.actions(
        List.of(
            new Step("a", "user", "", ""),
            new Step("b", "score", "", "many"),
            new Step("c", "", "", "")));
    typed.criteria(Node.line("d", "root", "score", "GREATER_THAN", ""));

    assertThat(typed.problems())
        .containsExactly(
            "Choose a user for the action.",
            "The number of points must be whole, not “many”.",
            "An action says nothing.",
            "The score is missing.");
  }

  @Test
  void aTreeThatRefersToItselfEnds() {
    MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
    values.put("c", List.of("x", "y"));
    for (String id : List.of("x", "y")) {
      values.set("c." + id + ".group", "yes");
    }
    values.set("c.x.parent", "y");
    values.set("c.y.parent", "x");

    assertThat(Typed.tree(new Form(values)).parts()).isEmpty();
    values.set("c.x.parent", "x");
    assertThat(Typed.tree(new Form(values)).parts()).isEmpty();
  }

  /** What a browser sends for the page that shows these. */
  private static Form form(Node root, List<Step> steps) {
    MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
    add(root, values);
    for (Step step : steps) {
      values.add("a", step.id());
      values.add(step.input("what"), step.what());
      values.add(step.input("target"), step.target());
      values.add(step.input("value"), step.value());
    }
    return new Form(values);
  }

  private static void add(Node node, MultiValueMap<String, String> values) {
    values.add("c", node.id());
    values.add(node.input("parent"), node.parent());
    if (node.group()) {
      values.add(node.input("group"), "yes");
      values.add(node.input("any"), node.any() ? "any" : "all");
      node.parts().forEach(part -> add(part, values));
    } else {
      values.add(node.input("what"), node.what());
      values.add(node.input("test"), node.test());
      values.add(node.input("value"), node.value());
    }
  }
}
