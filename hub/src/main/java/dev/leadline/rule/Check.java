package dev.leadline.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Field.Canonical;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Origin;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the wording of a rule, in whole sentences, each once. */
final class Check {
  private static final int NAME_LENGTH = 100;
  private static final int TEXT_LENGTH = 2_000;
  private static final int VALUE_LENGTH = 10_000;
  private static final int TAG_LENGTH = 255;
  private static final int DEEPEST = 5;
  private static final int MOST_CRITERIA = 100;
  private static final int MOST_ACTIONS = 50;
  private static final int LARGEST_STEP = 1_000_000;

  private final Known known;
  private final Set<String> problems = new LinkedHashSet<>();
  private int count;

  private Check(Known known) {
    this.known = known;
  }

  static List<String> problems(Wording wording, Known known) {
    Check check = new Check(known);
    check.names(wording);
    check.criteria(wording.criteria(), 1);
    if (check.count > MOST_CRITERIA) {
      check.problems.add("A rule has at most " + MOST_CRITERIA + " criteria.");
    }
    check.actions(wording.actions());
    return List.copyOf(check.problems);
  }

  /** The criteria alone, for a dry run. */
  static List<String> problems(Criteria criteria, Known known) {
    Check check = new Check(known);
    check.criteria(criteria, 1);
    if (check.count > MOST_CRITERIA) {
      check.problems.add("A rule has at most " + MOST_CRITERIA + " criteria.");
    }
    return List.copyOf(check.problems);
  }

  private void names(Wording wording) {
    if (wording.name().isEmpty()) {
      problems.add("A rule needs a name.");
    }
    length("The name", wording.name(), NAME_LENGTH);
    length("The description", wording.description(), TEXT_LENGTH);
  }

  private void criteria(Criteria criteria, int depth) {
    switch (criteria) {
      case Criteria.All(List<Criteria> parts) -> group(parts, depth);
      case Criteria.Any(List<Criteria> parts) -> group(parts, depth);
      case Criteria.OnField on -> leaf(() -> field(on));
      case Criteria.HasTag(String tags) -> leaf(() -> tags(tags));
      case Criteria.LacksTag(String tags) -> leaf(() -> tags(tags));
      case Criteria.OnScore _, Criteria.Assigned _, Criteria.Unassigned _ -> leaf(() -> {});
      case Criteria.AssignedTo(long user) -> leaf(() -> user(user));
      case Criteria.CreatedBy(Origin.Kind kind, long id) -> leaf(() -> hand(kind, id));
      case Criteria.ChangedBy(Origin.Kind kind, long id) -> leaf(() -> hand(kind, id));
    }
  }

  private void group(List<Criteria> parts, int depth) {
    if (depth > DEEPEST) {
      problems.add("Groups are nested at most " + DEEPEST + " deep.");
      return;
    }
    if (parts.isEmpty()) {
      problems.add("A group needs at least one criterion.");
    }
    parts.forEach(part -> criteria(part, depth + 1));
  }

  private void leaf(Runnable check) {
    count++;
    if (count <= MOST_CRITERIA) {
      check.run();
    }
  }

  private void field(Criteria.OnField on) {
    Field field = field(on.field());
    if (field == null || !on.test().takesValue()) {
      return;
    }
    String words = "“" + field.label() + "” " + on.test().words();
    length(words, on.value(), VALUE_LENGTH);
    List<String> values =
        on.test().takesSeveral() ? Criteria.values(on.value()) : List.of(on.value().strip());
    if (values.isEmpty() || values.getFirst().isEmpty()) {
      problems.add(words + ": the value is missing.");
      return;
    }
    switch (on.test()) {
      case IS, IS_NOT -> values.forEach(value -> canonical(field, value));
      case GREATER_THAN, LESS_THAN -> number(field, words, values.getFirst());
      case BEFORE, AFTER -> date(field, words, values.getFirst());
      case CONTAINS, CONTAINS_NOT, STARTS_WITH, IS_EMPTY, IS_FILLED -> {}
    }
  }

  private void number(Field field, String words, String value) {
    if (field.type() == FieldType.DATE || field.type() == FieldType.BOOLEAN) {
      problems.add(words + ": this field has no numbers.");
    }
    try {
      BigDecimal _ = new BigDecimal(value);
    } catch (NumberFormatException e) {
      problems.add(words + ": “" + value + "” is not a number.");
    }
  }

  private void date(Field field, String words, String value) {
    if (field.type() != FieldType.DATE) {
      problems.add(words + ": this field has no dates.");
    }
    try {
      LocalDate _ = LocalDate.parse(value);
    } catch (DateTimeException e) {
      problems.add(words + ": “" + value + "” is not a date like 2026-01-31.");
    }
  }

  private void canonical(Field field, String value) {
    switch (field.canonical(value)) {
      case Canonical.Invalid(String reason) -> problems.add(reason + ", not “" + value + "”.");
      case Canonical.Text _ -> {}
    }
  }

  private void tags(String tags) {
    length("The tags", tags, VALUE_LENGTH);
    if (Criteria.values(tags).isEmpty()) {
      problems.add("A criterion on tags needs a tag.");
    }
  }

  private void hand(Origin.Kind kind, long id) {
    if (kind == Origin.Kind.RULE) {
      problems.add("A rule does not count as the source of a prospect.");
    }
    if (kind == Origin.Kind.USER && id != 0) {
      user(id);
    }
    if (id < 0) {
      problems.add("There is no source " + id + ".");
    }
  }

  private void actions(List<Action> actions) {
    if (actions.isEmpty()) {
      problems.add("A rule needs at least one action.");
    }
    if (actions.size() > MOST_ACTIONS) {
      problems.add("A rule has at most " + MOST_ACTIONS + " actions.");
      return;
    }
    actions.forEach(this::action);
  }

  private void action(Action action) {
    switch (action) {
      case Action.SetField(String name, String value) -> setField(name, value);
      case Action.AddTag(String tag) -> tag(tag);
      case Action.RemoveTag(String tag) -> tag(tag);
      case Action.AdjustScore(int by) -> {
        if (by == 0 || Math.abs((long) by) > LARGEST_STEP) {
          problems.add("A score is adjusted by 1 to " + LARGEST_STEP + " points, up or down.");
        }
      }
      case Action.AssignToUser(long user, boolean reassign) -> {
        user(user);
        reassign(reassign);
      }
      case Action.AssignToGroup(long group, boolean reassign) -> {
        if (!known.groups().contains(group)) {
          problems.add("There is no group " + group + ".");
        }
        reassign(reassign);
      }
      case Action.AddToCampaign(long campaign, String status) -> campaign(campaign, status);
      case Action.SetScore _, Action.Unassign _, Action.Archive _, Action.Restore _ ->
          problems.add("A rule cannot set a score, take an assignment away, archive or restore.");
    }
  }

  private void setField(String name, String value) {
    Field field = field(name);
    if (field == null) {
      return;
    }
    if (name.equals("email")) {
      problems.add("A rule cannot set the email.");
    }
    length("The value of “" + field.label() + "”", value, field.maxLength());
    canonical(field, value);
  }

  private void tag(String tag) {
    if (tag.isBlank() || !tag.equals(tag.strip())) {
      problems.add("A tag needs a name, without space around it.");
    }
    if (tag.contains(";")) {
      problems.add("A tag has no semicolon; use one action for each tag.");
    }
    length("The tag", tag, TAG_LENGTH);
  }

  private void campaign(long id, String status) {
    List<String> statuses = known.campaigns().get(id);
    if (statuses == null) {
      problems.add("There is no campaign " + id + ".");
    } else if (statuses.stream().noneMatch(each -> each.equalsIgnoreCase(status.strip()))) {
      problems.add(
          "The campaign has no member status “%s”; it has %s."
              .formatted(status, String.join(", ", statuses)));
    }
  }

  private void reassign(boolean reassign) {
    if (reassign) {
      problems.add("A rule never takes a prospect from another user.");
    }
  }

  private void user(long id) {
    if (!known.users().contains(id)) {
      problems.add("There is no user " + id + ".");
    }
  }

  private @Nullable Field field(String name) {
    Field field = known.fields().get(name);
    if (field == null) {
      problems.add("There is no field “" + name + "”.");
    }
    return field;
  }

  private void length(String what, String text, int most) {
    if (text.length() > most) {
      problems.add(what + " has more than " + most + " characters.");
    }
    if (text.indexOf('\0') >= 0) {
      problems.add(what + " contains a control character.");
    }
  }
}
