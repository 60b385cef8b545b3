package dev.leadline.simulator.automation;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Draft;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The rules that are switched on; every save meets them. */
public final class Rules implements SaveRule {

  private final Map<String, Rule> byId = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  /** Adds a rule and returns the id by which it can be taken away. */
  public String add(Rule rule) {
    String id = "r%03d".formatted(last.incrementAndGet());
    byId.put(id, rule);
    return id;
  }

  public boolean remove(String id) {
    return byId.remove(id) != null;
  }

  public void clear() {
    byId.clear();
  }

  /** The rules by id, in the order in which they were added. */
  public Map<String, Rule> list() {
    Map<String, Rule> list = new LinkedHashMap<>();
    byId.keySet().stream().sorted().forEach(id -> list.put(id, byId.get(id)));
    return list;
  }

  @Override
  public void before(Draft draft) {
    for (Rule rule : of(draft)) {
      if (rule instanceof Rule.FieldUpdate update && update.when().holds(draft)) {
        update.values().forEach(draft::give);
      } else if (rule instanceof Rule.Assignment assignment && runs(assignment, draft)) {
        assignment.entries().stream()
            .filter(entry -> entry.when().holds(draft))
            .findFirst()
            .ifPresent(entry -> draft.set("OwnerId", entry.ownerId()));
      }
    }
  }

  @Override
  public void check(Draft draft) {
    for (Rule rule : of(draft)) {
      switch (rule) {
        case Rule.Validation validation -> validate(validation, draft);
        case Rule.Rejecting trigger -> reject(trigger, draft);
        case Rule.Duplicate duplicate -> Duplicates.check(duplicate, draft);
        case Rule.FieldUpdate update -> {}
        case Rule.Assignment assignment -> {}
        case Rule.TouchParent touch -> {}
      }
    }
  }

  @Override
  public void after(Draft draft, Row saved) {
    for (Rule rule : of(draft)) {
      if (rule instanceof Rule.TouchParent touch
          && saved.get(touch.lookup()) instanceof String parentId) {
        Row parent = draft.transaction().findLive(parentId);
        if (parent != null) {
          draft.transaction().touch(parent, Map.of());
        }
      }
    }
  }

  private List<Rule> of(Draft draft) {
    return byId.isEmpty()
        ? List.of()
        : list().values().stream().filter(rule -> rule.type() == draft.type()).toList();
  }

  private static boolean runs(Rule.Assignment rule, Draft draft) {
    return switch (draft.transaction().actor().assignment()) {
      case Actor.Assignment.ActiveRule active -> rule.active();
      case Actor.Assignment.NoRule none -> false;
      case Actor.Assignment.RuleWithId wanted ->
          rule.id().startsWith(wanted.id()) || wanted.id().startsWith(rule.id());
    };
  }

  private static void validate(Rule.Validation rule, Draft draft) {
    if (rule.when().holds(draft)) {
      List<String> fields = rule.field() == null ? List.of() : List.of(rule.field());
      draft.refuse(new DmlError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message(), fields, null));
    }
  }

  private static void reject(Rule.Rejecting rule, Draft draft) {
    if (rule.when().holds(draft)) {
      String event = draft.isNew() ? "BeforeInsert" : "BeforeUpdate";
      draft.refuse(
          DmlError.of(
              "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
              draft.type().name()
                  + "Trigger: execution of "
                  + event
                  + "\n\ncaused by: "
                  + rule.message()));
    }
  }

  /** The field of an object that a rule names. Throws when there is none. */
  public static Field field(Rule rule, String name) {
    Field field = rule.type().field(name);
    if (field == null) {
      throw new IllegalArgumentException("no field '" + name + "' on " + rule.type().name());
    }
    return field;
  }
}
