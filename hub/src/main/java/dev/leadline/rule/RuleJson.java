package dev.leadline.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Criteria and actions as JSON: objects that say their kind. What is not exactly so is refused with
 * an {@link IllegalArgumentException} that says why.
 */
public final class RuleJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RuleJson() {}

  public static String write(Criteria criteria) {
    return node(criteria).toString();
  }

  public static String write(List<Action> actions) {
    ArrayNode array = NODES.arrayNode();
    actions.forEach(action -> array.add(node(action)));
    return array.toString();
  }

  public static Criteria criteria(String json) {
    return criteria(tree(json));
  }

  public static List<Action> actions(String json) {
    List<Action> actions = new ArrayList<>();
    for (JsonNode node : array(tree(json), "Actions")) {
      actions.add(action(node));
    }
    return actions;
  }

  private static ObjectNode node(Criteria criteria) {
    return switch (criteria) {
      case Criteria.All(List<Criteria> parts) -> group("all", parts);
      case Criteria.Any(List<Criteria> parts) -> group("any", parts);
      case Criteria.OnField(String field, FieldTest test, String value) -> {
        ObjectNode node = kind("field").put("field", field).put("test", lower(test));
        yield test.takesValue() ? node.put("value", value) : node;
      }
      case Criteria.HasTag(String tags) -> kind("has_tag").put("value", tags);
      case Criteria.LacksTag(String tags) -> kind("lacks_tag").put("value", tags);
      case Criteria.OnScore(ScoreTest test, int score) ->
          kind("score").put("test", lower(test)).put("value", score);
      case Criteria.Assigned() -> kind("assigned");
      case Criteria.Unassigned() -> kind("unassigned");
      case Criteria.AssignedTo(long user) -> kind("assigned_to").put("user", user);
      case Criteria.CreatedBy(Origin.Kind by, long id) ->
          kind("created_by").put("by", lower(by)).put("id", id);
      case Criteria.ChangedBy(Origin.Kind by, long id) ->
          kind("changed_by").put("by", lower(by)).put("id", id);
    };
  }

  private static ObjectNode group(String kind, List<Criteria> parts) {
    ObjectNode node = kind(kind);
    ArrayNode array = node.putArray("parts");
    parts.forEach(part -> array.add(node(part)));
    return node;
  }

  private static Criteria criteria(JsonNode node) {
    return switch (kindOf(node)) {
      case "all" -> new Criteria.All(parts(node));
      case "any" -> new Criteria.Any(parts(node));
      case "field" -> field(node);
      case "has_tag" -> new Criteria.HasTag(text(only(node, "value"), "value"));
      case "lacks_tag" -> new Criteria.LacksTag(text(only(node, "value"), "value"));
      case "score" ->
          new Criteria.OnScore(
              one(ScoreTest.class, only(node, "test", "value"), "test"), integer(node, "value"));
      case "assigned" -> bare(node, new Criteria.Assigned());
      case "unassigned" -> bare(node, new Criteria.Unassigned());
      case "assigned_to" -> new Criteria.AssignedTo(number(only(node, "user"), "user"));
      case "created_by" ->
          new Criteria.CreatedBy(
              one(Origin.Kind.class, only(node, "by", "id"), "by"), number(node, "id"));
      case "changed_by" ->
          new Criteria.ChangedBy(
              one(Origin.Kind.class, only(node, "by", "id"), "by"), number(node, "id"));
      default ->
          throw new IllegalArgumentException("There are no criteria of kind " + kindOf(node));
    };
  }

  private static Criteria field(JsonNode node) {
    FieldTest test = one(FieldTest.class, node, "test");
    if (!test.takesValue()) {
      return new Criteria.OnField(text(only(node, "field", "test"), "field"), test, "");
    }
    return new Criteria.OnField(
        text(only(node, "field", "test", "value"), "field"), test, text(node, "value"));
  }

  private static List<Criteria> parts(JsonNode node) {
    List<Criteria> parts = new ArrayList<>();
    for (JsonNode part : array(only(node, "parts").path("parts"), "parts")) {
      parts.add(criteria(part));
    }
    return parts;
  }

  private static ObjectNode node(Action action) {
    return switch (action) {
      case Action.SetField(String field, String value) ->
          kind("set_field").put("field", field).put("value", value);
      case Action.AddTag(String tag) -> kind("add_tag").put("tag", tag);
      case Action.RemoveTag(String tag) -> kind("remove_tag").put("tag", tag);
      case Action.AdjustScore(int by) -> kind("adjust_score").put("by", by);
      case Action.AssignToUser(long user, boolean _) -> kind("assign_to_user").put("user", user);
      case Action.AssignToGroup(long group, boolean _) ->
          kind("assign_to_group").put("group", group);
      case Action.AddToCampaign(long campaign, String status) ->
          kind("add_to_campaign").put("campaign", campaign).put("status", status);
      case Action.SetScore _, Action.Unassign _, Action.Archive _, Action.Restore _ ->
          throw new IllegalArgumentException("A rule does not do this: " + action);
    };
  }

  private static Action action(JsonNode node) {
    return switch (kindOf(node)) {
      case "set_field" ->
          new Action.SetField(text(only(node, "field", "value"), "field"), text(node, "value"));
      case "add_tag" -> new Action.AddTag(text(only(node, "tag"), "tag"));
      case "remove_tag" -> new Action.RemoveTag(text(only(node, "tag"), "tag"));
      case "adjust_score" -> new Action.AdjustScore(integer(only(node, "by"), "by"));
      case "assign_to_user" -> new Action.AssignToUser(number(only(node, "user"), "user"), false);
      case "assign_to_group" ->
          new Action.AssignToGroup(number(only(node, "group"), "group"), false);
      case "add_to_campaign" ->
          new Action.AddToCampaign(
              number(only(node, "campaign", "status"), "campaign"), text(node, "status"));
      default -> throw new IllegalArgumentException("There is no action of kind " + kindOf(node));
    };
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectNode kind(String kind) {
    return NODES.objectNode().put("kind", kind);
  }

  private static String kindOf(JsonNode node) {
    return text(node, "kind");
  }

  /** The node itself, if it has no other names than its kind and these. */
  private static JsonNode only(JsonNode node, String... names) {
    Set<String> allowed = Set.of(names);
    for (String name : node.propertyNames()) {
      if (!name.equals("kind") && !allowed.contains(name)) {
        throw new IllegalArgumentException(kindOf(node) + " takes no " + name);
      }
    }
    return node;
  }

  private static Criteria bare(JsonNode node, Criteria criteria) {
    only(node);
    return criteria;
  }

  private static Iterable<JsonNode> array(JsonNode node, String what) {
    if (!node.isArray()) {
      throw new IllegalArgumentException(what + " must be a list");
    }
    return node.values();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value.stringValue();
  }

  private static long number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return value.longValue();
  }

  private static int integer(JsonNode node, String name) {
    long value = number(node, name);
    if (value != (int) value) {
      throw new IllegalArgumentException(name + " must be a smaller number");
    }
    return (int) value;
  }

  private static <E extends Enum<E>> E one(Class<E> type, JsonNode node, String name) {
    String text = text(node, name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> lower(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no " + name + " " + text));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
