package dev.leadline.simulator.control;

import dev.leadline.simulator.automation.LateCommits;
import dev.leadline.simulator.automation.Rule;
import dev.leadline.simulator.automation.Rules;
import dev.leadline.simulator.automation.When;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.soql.SoqlError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets the rules of the org and the delays of its commits. */
final class Ruling {

  private final Org org;
  private final Rules rules;
  private final LateCommits lateCommits;
  private final Records records;

  Ruling(Org org, Rules rules, LateCommits lateCommits, Records records) {
    this.org = org;
    this.rules = rules;
    this.lateCommits = lateCommits;
    this.records = records;
  }

  /**
   * {@code {"kind":"validation","object":"Lead","when":"Phone =
   * null","message":"…","field":"Phone"}}; kinds are validation, trigger, field-update (values),
   * assignment (entries of when and owner), duplicate (fields, against, action alert or block),
   * touch-parent (lookup).
   */
  Object add(Ask ask) {
    try {
      return Map.of("id", rules.add(rule(ask)));
    } catch (SoqlError e) {
      throw new Wrong(400, "the condition cannot be understood: " + e.getMessage());
    }
  }

  Object list(Ask ask) {
    List<Object> list = new ArrayList<>();
    rules
        .list()
        .forEach((id, rule) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("id", id);
          one.put("kind", rule.getClass().getSimpleName());
          one.put("object", rule.type().name());
          list.add(one);
        });
    return Map.of("rules", list);
  }

  Object remove(Ask ask) {
    String id = ask.text("id");
    if (id == null) {
      rules.clear();
      return Map.of("removed", true);
    }
    return Map.of("removed", rules.remove(id));
  }

  /**
   * {@code {"object":"Lead","millis":2000,"times":1}}: such commits become visible that much later.
   */
  Object delayCommits(Ask ask) {
    String object = ask.text("object");
    lateCommits.add(
        new LateCommits.Delay(
            object == null ? null : records.type(ask),
            Duration.ofMillis(Math.clamp(ask.number("millis", 1_000), 0, 600_000)),
            Math.clamp(ask.number("times", 1), 0, 1_000_000)));
    return Map.of("delayed", true);
  }

  Object undelayCommits(Ask ask) {
    lateCommits.clear();
    return Map.of("delayed", false);
  }

  private Rule rule(Ask ask) {
    ObjectType type = records.type(ask);
    When when = When.of(org, type, Objects.requireNonNullElse(ask.text("when"), ""));
    return switch (ask.needText("kind")) {
      case "validation" ->
          new Rule.Validation(type, when, ask.needText("message"), known(type, ask.text("field")));
      case "trigger" -> new Rule.Rejecting(type, when, ask.needText("message"));
      case "field-update" -> {
        ask.object("values").keySet().forEach(name -> known(type, name));
        yield new Rule.FieldUpdate(type, when, ask.object("values"));
      }
      case "assignment" ->
          new Rule.Assignment(
              type,
              Objects.requireNonNullElse(ask.text("ruleId"), "01Q000000000001AAA"),
              !"false".equals(ask.text("active")),
              entries(ask, type));
      case "duplicate" -> duplicate(ask, type);
      case "touch-parent" ->
          new Rule.TouchParent(type, Objects.requireNonNull(known(type, ask.needText("lookup"))));
      default -> throw new Wrong(400, "unknown kind of rule '" + ask.text("kind") + "'");
    };
  }

  private List<Rule.Entry> entries(Ask ask, ObjectType type) {
    List<Rule.Entry> entries = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : ask.objects("entries")) {
      Object condition = entry.get("when");
      String owner = String.valueOf(entry.get("owner"));
      entries.add(
          new Rule.Entry(
              When.of(org, type, condition == null ? "" : condition.toString()),
              owner.startsWith("00G") ? owner : records.userId(owner)));
    }
    return entries;
  }

  private Rule duplicate(Ask ask, ObjectType type) {
    List<ObjectType> against = new ArrayList<>();
    for (String name : ask.texts("against")) {
      ObjectType other = org.schema().object(name);
      if (other == null) {
        throw new Wrong(404, "no object '" + name + "'");
      }
      against.add(other);
    }
    ask.texts("fields").forEach(name -> known(type, name));
    if (ask.texts("fields").isEmpty()) {
      throw new Wrong(400, "'fields' is missing");
    }
    return new Rule.Duplicate(
        type,
        Objects.requireNonNullElse(ask.text("name"), "Standard_" + type.name() + "_Duplicate_Rule"),
        ask.texts("fields"),
        against.isEmpty() ? List.of(type) : against,
        "block".equals(ask.text("action")));
  }

  private static @Nullable String known(ObjectType type, @Nullable String field) {
    if (field != null && type.field(field) == null) {
      throw new Wrong(404, "no field '" + field + "' on " + type.name());
    }
    return field;
  }
}
