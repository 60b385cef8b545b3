package dev.leadline.server.admin.rule;

import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.ScoreTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says a rule in words. */
public final class InWords {
  private final Catalog catalog;

  InWords(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A line of text, some steps to the right. */
  public record Line(int depth, String text) {}

  List<Line> of(Criteria criteria) {
    List<Line> lines = new ArrayList<>();
    say(criteria, 0, lines);
    return lines;
  }

  List<String> of(List<Action> actions) {
    return actions.stream().map(this::of).toList();
  }

  private void say(Criteria criteria, int depth, List<Line> lines) {
    switch (criteria) {
      case Criteria.All(List<Criteria> parts) -> group("All of these:", parts, depth, lines);
      case Criteria.Any(List<Criteria> parts) ->
          group("At least one of these:", parts, depth, lines);
      case Criteria.OnField(String field, FieldTest test, String value) ->
          lines.add(
              new Line(
                  depth,
                  catalog.field(field)
                      + " "
                      + test.words()
                      + (test.takesValue() ? " “" + value + "”" : "")));
      case Criteria.HasTag(String tags) ->
          lines.add(new Line(depth, "Tag is one of “" + tags + "”"));
      case Criteria.LacksTag(String tags) ->
          lines.add(new Line(depth, "Tag is none of “" + tags + "”"));
      case Criteria.OnScore(ScoreTest test, int score) ->
          lines.add(new Line(depth, "Score " + test.words() + " " + score));
      case Criteria.Assigned() -> lines.add(new Line(depth, "Assigned to anyone"));
      case Criteria.Unassigned() -> lines.add(new Line(depth, "Assigned to nobody"));
      case Criteria.AssignedTo(long user) ->
          lines.add(
              new Line(depth, "Assigned to " + Catalog.name(catalog.userOptions(), user, "user")));
      case Criteria.CreatedBy(Origin.Kind kind, long id) ->
          lines.add(new Line(depth, "Created by " + hand(kind, id)));
      case Criteria.ChangedBy(Origin.Kind kind, long id) ->
          lines.add(new Line(depth, "Changed by " + hand(kind, id)));
    }
  }

  private void group(String head, List<Criteria> parts, int depth, List<Line> lines) {
    lines.add(new Line(depth, head));
    parts.forEach(part -> say(part, depth + 1, lines));
  }

  private String hand(Origin.Kind kind, long id) {
    return switch (kind) {
      case SIGNAL ->
          id == 0 ? "any source" : "source " + Catalog.name(catalog.sourceOptions(), id, "source");
      case USER -> id == 0 ? "any user" : Catalog.name(catalog.userOptions(), id, "user");
      case REMOTE -> "Salesforce";
      case RULE, IMPORT, SYSTEM -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private String of(Action action) {
    return switch (action) {
      case Action.AssignToUser(long user, boolean _) ->
          "Assign to " + Catalog.name(catalog.userOptions(), user, "user") + ", if nobody has it";
      case Action.AssignToGroup(long group, boolean _) ->
          "Assign to whose turn it is in "
              + Catalog.name(catalog.groupOptions(), group, "group")
              + ", if nobody has it";
      case Action.AddTag(String tag) -> "Add tag “" + tag + "”";
      case Action.RemoveTag(String tag) -> "Remove tag “" + tag + "”";
      case Action.AdjustScore(int by) -> "Adjust score by " + (by > 0 ? "+" : "") + by;
      case Action.SetField(String field, String value) ->
          value.isEmpty()
              ? "Clear " + catalog.field(field)
              : "Set " + catalog.field(field) + " to “" + value + "”";
      case Action.AddToCampaign(long campaign, String status) ->
          "Add to campaign "
              + Catalog.name(catalog.campaignOptions(), campaign, "campaign")
              + " as “"
              + status
              + "”";
      case Action.SetScore(int score) -> "Set score to " + score;
      case Action.Unassign() -> "Assign to nobody";
      case Action.Archive() -> "Archive";
      case Action.Restore() -> "Restore";
    };
  }
}
