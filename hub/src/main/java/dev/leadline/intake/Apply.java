package dev.leadline.intake;

import dev.leadline.campaign.Campaigns.Membership;
import dev.leadline.crew.Rota;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Field.Canonical;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Carries out on a draft what a change or a rule asks for. */
final class Apply {
  private final Fields fields;
  private final Rota rota;
  private final List<Membership> memberships;
  private final Instant now;

  Apply(Fields fields, Rota rota, List<Membership> memberships, Instant now) {
    this.fields = fields;
    this.rota = rota;
    this.memberships = memberships;
    this.now = now;
  }

  void fields(Draft draft, Change change, List<String> notes) {
    for (Map.Entry<String, String> entry : change.fields().entrySet()) {
      set(draft, entry.getKey(), entry.getValue(), change.observedAt(), change.origin(), notes);
    }
  }

  void actions(Draft draft, List<Action> actions, Origin by, Instant at, List<String> notes) {
    for (Action action : actions) {
      action(draft, action, by, at, notes);
    }
  }

  private void action(Draft draft, Action action, Origin by, Instant at, List<String> notes) {
    switch (action) {
      case Action.SetField(String field, String value) -> set(draft, field, value, at, by, notes);
      case Action.AddTag(String tag) -> draft.tag(tag, by);
      case Action.RemoveTag(String tag) -> draft.untag(tag, by);
      case Action.AdjustScore(int step) -> draft.score(plus(draft.score(), step), by);
      case Action.SetScore(int score) -> draft.score(score, by);
      case Action.AssignToUser(long user, boolean reassign) -> {
        if (by.kind() == Origin.Kind.RULE && !rota.active(user)) {
          notes.add("user " + user + " is not active, so nothing is assigned to them");
        } else if (reassign || draft.owner() == null) {
          draft.assign(user, by);
        }
      }
      case Action.AssignToGroup(long group, boolean reassign) -> {
        if (reassign || draft.owner() == null) {
          rota.next(group)
              .ifPresentOrElse(
                  user -> draft.assign(user, by),
                  () -> notes.add("group " + group + " has no active member to assign to"));
        }
      }
      case Action.Unassign() -> draft.assign(null, by);
      case Action.AddToCampaign(long campaign, String status) -> {
        memberships.add(new Membership(draft.id(), campaign, status));
        draft.join(campaign, status, by);
      }
      case Action.Archive() -> draft.archive(now, by);
      case Action.Restore() -> draft.archive(null, by);
    }
  }

  private void set(
      Draft draft, String name, String raw, Instant at, Origin by, List<String> notes) {
    Field field = fields.of(draft.unit()).get(name);
    if (field == null) {
      notes.add(name + ": there is no such field");
      return;
    }
    switch (field.canonical(raw)) {
      case Canonical.Invalid(String reason) -> notes.add(name + ": " + reason);
      case Canonical.Text(String text) -> {
        boolean email = name.equals("email");
        if (email && text.isEmpty()) {
          notes.add("email: cannot be cleared");
        } else if (!draft.set(
            name, email ? spelling(draft, text, by) : text, at.toEpochMilli(), by)) {
          notes.add(name + ": a later value is known");
        }
      }
    }
  }

  /** An email in another case is the same email; only a person may want it spelled anew. */
  private static String spelling(Draft draft, String email, Origin by) {
    String known = draft.field("email");
    return by.kind() != Origin.Kind.USER && known.equalsIgnoreCase(email) ? known : email;
  }

  private static int plus(int score, int step) {
    return Math.clamp((long) score + step, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
