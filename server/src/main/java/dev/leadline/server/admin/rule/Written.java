package dev.leadline.server.admin.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.ScoreTest;
import java.util.ArrayList;
import java.util.List;

/** Turns criteria and actions into what the page builds, so that they can be edited. */
final class Written {
  private int made;

  Node tree(Criteria criteria) {
    Node node = node(criteria, "");
    List<Node> parts = node.group() ? node.parts() : List.of(node);
    boolean any = node.group() && node.any();
    return reparented(Node.group(Node.ROOT, "", any, parts));
  }

  List<Step> steps(List<Action> actions) {
    List<Step> steps = new ArrayList<>();
    actions.forEach(action -> steps.add(step(action)));
    return steps;
  }

  private Node node(Criteria criteria, String parent) {
    String id = "n" + ++made;
    return switch (criteria) {
      case Criteria.All(List<Criteria> parts) ->
          Node.group(id, parent, false, parts.stream().map(part -> node(part, id)).toList());
      case Criteria.Any(List<Criteria> parts) ->
          Node.group(id, parent, true, parts.stream().map(part -> node(part, id)).toList());
      case Criteria.OnField(String field, FieldTest test, String value) ->
          Node.line(id, parent, "field:" + field, test.name(), value);
      case Criteria.HasTag(String tags) -> Node.line(id, parent, "tag", "has", tags);
      case Criteria.LacksTag(String tags) -> Node.line(id, parent, "tag", "lacks", tags);
      case Criteria.OnScore(ScoreTest test, int score) ->
          Node.line(id, parent, "score", test.name(), Integer.toString(score));
      case Criteria.Assigned() -> Node.line(id, parent, "assigned", "anyone", "");
      case Criteria.Unassigned() -> Node.line(id, parent, "assigned", "nobody", "");
      case Criteria.AssignedTo(long user) ->
          Node.line(id, parent, "assigned", "user", Long.toString(user));
      case Criteria.CreatedBy(Origin.Kind kind, long of) ->
          Node.line(id, parent, "created", kind.name(), Long.toString(of));
      case Criteria.ChangedBy(Origin.Kind kind, long of) ->
          Node.line(id, parent, "changed", kind.name(), Long.toString(of));
    };
  }

  private Step step(Action action) {
    String id = "s" + ++made;
    return switch (action) {
      case Action.AssignToUser(long user, boolean _) ->
          new Step(id, "user", Long.toString(user), "");
      case Action.AssignToGroup(long group, boolean _) ->
          new Step(id, "group", Long.toString(group), "");
      case Action.AddTag(String tag) -> new Step(id, "tag", "", tag);
      case Action.RemoveTag(String tag) -> new Step(id, "untag", "", tag);
      case Action.AdjustScore(int by) -> new Step(id, "score", "", Integer.toString(by));
      case Action.SetField(String field, String value) -> new Step(id, "field", field, value);
      case Action.AddToCampaign(long campaign, String status) ->
          new Step(id, "campaign", Long.toString(campaign), status);
      case Action.SetScore _, Action.Unassign _, Action.Archive _, Action.Restore _ ->
          new Step(id, "", "", "");
    };
  }

  /** The outermost group has a name of its own, which its parts have to know. */
  private static Node reparented(Node root) {
    return root.with(
        root.parts().stream()
            .map(part ->
                new Node(
                    part.id(),
                    Node.ROOT,
                    part.group(),
                    part.any(),
                    part.parts(),
                    part.what(),
                    part.test(),
                    part.value()))
            .toList());
  }
}
