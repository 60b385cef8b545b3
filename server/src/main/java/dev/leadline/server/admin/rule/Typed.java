package dev.leadline.server.admin.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.ScoreTest;
import dev.leadline.server.admin.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads criteria and actions as they were built on the page. */
final class Typed {
  private static final int MOST_NODES = 400;
  private static final int DEEPEST = 12;

  private final List<String> problems = new ArrayList<>();

  /** What is wrong beyond what a rule's own check says. */
  List<String> problems() {
    return problems;
  }

  /** The tree in the form, in the order of the page. */
  static Node tree(Form form) {
    Map<String, List<Node>> byParent = new LinkedHashMap<>();
    for (String id : form.all("c").stream().distinct().limit(MOST_NODES).toList()) {
      Node node = node(form, id);
      if (!id.equals(Node.ROOT)) {
        byParent.computeIfAbsent(node.parent(), p -> new ArrayList<>()).add(node);
      }
    }
    boolean any = form.line("c.root.any").equals("any");
    return filled(Node.group(Node.ROOT, "", any, List.of()), byParent, 0);
  }

  static List<Step> steps(Form form) {
    return form.all("a").stream().distinct().limit(MOST_NODES).map(id -> step(form, id)).toList();
  }

  static Node node(Form form, String id) {
    String begin = "c." + id + ".";
    String parent = form.line(begin + "parent");
    return form.line(begin + "group").isEmpty()
        ? Node.line(
            id,
            parent,
            form.line(begin + "what"),
            form.line(begin + "test"),
            form.line(begin + "value"))
        : Node.group(id, parent, form.line(begin + "any").equals("any"), List.of());
  }

  static Step step(Form form, String id) {
    String begin = "a." + id + ".";
    return new Step(
        id, form.line(begin + "what"), form.line(begin + "target"), form.line(begin + "value"));
  }

  Criteria criteria(Node node) {
    if (node.group()) {
      List<Criteria> parts = node.parts().stream().map(this::criteria).toList();
      return node.any() ? new Criteria.Any(parts) : new Criteria.All(parts);
    }
    return switch (node.what()) {
      case "tag" ->
          node.test().equals("lacks")
              ? new Criteria.LacksTag(node.value())
              : new Criteria.HasTag(node.value());
      case "score" ->
          new Criteria.OnScore(
              constant(ScoreTest.values(), node.test()), number(node.value(), "The score"));
      case "assigned" -> assigned(node);
      case "created" -> new Criteria.CreatedBy(kind(node), id(node));
      case "changed" -> new Criteria.ChangedBy(kind(node), id(node));
      default ->
          new Criteria.OnField(
              node.field(), constant(FieldTest.values(), node.test()), node.value());
    };
  }

  List<Action> actions(List<Step> steps) {
    return steps.stream().map(this::action).flatMap(Optional::stream).toList();
  }

  private Optional<Action> action(Step step) {
    return switch (step.what()) {
      case "user" -> target(step, "a user").map(id -> new Action.AssignToUser(id, false));
      case "group" -> target(step, "a group").map(id -> new Action.AssignToGroup(id, false));
      case "tag" -> Optional.of(new Action.AddTag(step.value()));
      case "untag" -> Optional.of(new Action.RemoveTag(step.value()));
      case "score" ->
          Optional.of(new Action.AdjustScore(number(step.value(), "The number of points")));
      case "field" -> Optional.of(new Action.SetField(step.target(), step.value()));
      case "campaign" ->
          target(step, "a campaign").map(id -> new Action.AddToCampaign(id, step.value()));
      default -> {
        problems.add("An action says nothing.");
        yield Optional.empty();
      }
    };
  }

  private Optional<Long> target(Step step, String what) {
    if (step.target().matches("\\d{1,18}")) {
      return Optional.of(Long.valueOf(step.target()));
    }
    problems.add("Choose " + what + " for the action.");
    return Optional.empty();
  }

  private Criteria assigned(Node node) {
    return switch (node.test()) {
      case "nobody" -> new Criteria.Unassigned();
      case "user" -> new Criteria.AssignedTo(id(node));
      default -> new Criteria.Assigned();
    };
  }

  private static Origin.Kind kind(Node node) {
    return constant(Origin.Kind.values(), node.test());
  }

  private static long id(Node node) {
    return node.value().matches("\\d{1,18}") ? Long.parseLong(node.value()) : 0;
  }

  private int number(String text, String what) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      problems.add(
          what + (text.isEmpty() ? " is missing." : " must be whole, not “" + text + "”."));
      return 0;
    }
  }

  private static <E extends Enum<E>> E constant(E[] all, String name) {
    return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst().orElse(all[0]);
  }

  private static Node filled(Node group, Map<String, List<Node>> byParent, int depth) {
    if (depth > DEEPEST) {
      return group;
    }
    return group.with(
        byParent.getOrDefault(group.id(), List.of()).stream()
            .map(part -> part.group() ? filled(part, byParent, depth + 1) : part)
            .toList());
  }
}
