package dev.leadline.server.admin.prospect;

import dev.leadline.crew.User;
import dev.leadline.identity.Key;
import dev.leadline.identity.KeyBook;
import dev.leadline.intake.Outcome;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospect;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One prospect: what is known, who did what, and what one can do to it. */
@Controller
public final class OneProspect {
  private static final int HISTORY = 25;
  private static final int LONGEST_TAG = 100;
  private static final int MOST_TAGS = 20;

  /** A field and its value. */
  public record Fact(String label, String value, boolean custom, boolean longText) {}

  /** The page. */
  public record One(
      Prospect prospect,
      List<Fact> facts,
      List<String> emptyLabels,
      String owner,
      List<User> owners,
      List<Key> keys,
      ProspectSync.Panel sync,
      Timeline timeline) {}

  private final ProspectEdits edits;
  private final Fields fields;
  private final ChangeLog changes;
  private final KeyBook keys;
  private final Names.Rooms names;
  private final ProspectSync sync;

  public OneProspect(
      ProspectEdits edits,
      Fields fields,
      ChangeLog changes,
      KeyBook keys,
      Names.Rooms names,
      ProspectSync sync) {
    this.edits = edits;
    this.fields = fields;
    this.changes = changes;
    this.keys = keys;
    this.names = names;
    this.sync = sync;
  }

  @GetMapping("/admin/prospects/{id}")
  public ModelAndView show(@AuthenticationPrincipal SignedIn user, @PathVariable long id) {
    Prospect prospect = edits.seen(user, id);
    Names known = names.of(user.unit());
    List<Field> all = List.copyOf(fields.of(user.unit()).values());
    return new ModelAndView(
        "prospect/one",
        "page",
        new One(
            prospect,
            all.stream()
                .filter(field -> !prospect.field(field.name()).isEmpty())
                .map(field -> fact(field, prospect))
                .toList(),
            all.stream()
                .filter(field -> prospect.field(field.name()).isEmpty())
                .map(Field::label)
                .toList(),
            known.user(prospect.owner()),
            known.assignable(),
            keys.of(id),
            sync.panel(prospect),
            timeline(id, Long.MAX_VALUE, known)));
  }

  /** What came before, to be added below. */
  @GetMapping("/admin/prospects/{id}/timeline")
  public ModelAndView older(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam(defaultValue = "9223372036854775807") long before) {
    edits.seen(user, id);
    return new ModelAndView(
        "prospect/timeline", "timeline", timeline(id, before, names.of(user.unit())));
  }

  @PostMapping("/admin/prospects/{id}/tags")
  public String tag(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam(defaultValue = "") String tag,
      RedirectAttributes redirect)
      throws Exception {
    edits.seen(user, id);
    List<String> tags = tags(tag);
    if (tags.isEmpty()) {
      Flash.failed("A tag needs a name.").on(redirect);
    }
    for (String each : tags) {
      edits.act(user, List.of(id), new Action.AddTag(each));
    }
    return back(id);
  }

  @PostMapping("/admin/prospects/{id}/tags/remove")
  public String untag(
      @AuthenticationPrincipal SignedIn user, @PathVariable long id, @RequestParam String tag)
      throws Exception {
    edits.seen(user, id);
    edits.act(user, List.of(id), new Action.RemoveTag(tag));
    return back(id);
  }

  @PostMapping("/admin/prospects/{id}/assign")
  public String assign(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      RedirectAttributes redirect)
      throws Exception {
    edits.seen(user, id);
    var owner = new Form(typed).id("owner");
    boolean known =
        owner.isEmpty()
            || names.of(user.unit()).assignable().stream()
                .anyMatch(each -> each.id() == owner.getAsLong());
    if (!known) {
      Flash.failed("There is no such active user.").on(redirect);
      return back(id);
    }
    Action action =
        owner.isPresent()
            ? new Action.AssignToUser(owner.getAsLong(), true)
            : new Action.Unassign();
    edits.act(user, List.of(id), action);
    Flash.done(owner.isPresent() ? "The prospect is assigned." : "Nobody has the prospect now.")
        .on(redirect);
    return back(id);
  }

  @PostMapping("/admin/prospects/{id}/score")
  public String score(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      RedirectAttributes redirect)
      throws Exception {
    edits.seen(user, id);
    var score = new Form(typed).number("score");
    if (score.isEmpty()) {
      Flash.failed("The score takes a whole number.").on(redirect);
    } else {
      edits.act(user, List.of(id), new Action.SetScore(score.getAsInt()));
    }
    return back(id);
  }

  @PostMapping("/admin/prospects/{id}/archive")
  public String archive(
      @AuthenticationPrincipal SignedIn user, @PathVariable long id, RedirectAttributes redirect)
      throws Exception {
    String name = edits.seen(user, id).displayName();
    List<Outcome> outcomes = edits.act(user, List.of(id), new Action.Archive());
    if (outcomes.getFirst() instanceof Outcome.Updated) {
      Flash.done(name + " is archived.")
          .with(new Flash.Undo("Undo", "/admin/prospects/" + id + "/restore"))
          .on(redirect);
    }
    return back(id);
  }

  @PostMapping("/admin/prospects/{id}/restore")
  public String restore(
      @AuthenticationPrincipal SignedIn user, @PathVariable long id, RedirectAttributes redirect)
      throws Exception {
    String name = edits.seen(user, id).displayName();
    edits.act(user, List.of(id), new Action.Restore());
    Flash.done(name + " is back.").on(redirect);
    return back(id);
  }

  /** Tags in a text, divided by commas or semicolons. */
  static List<String> tags(String typed) {
    return Arrays.stream(typed.split("[,;\\r\\n]"))
        .map(tag -> tag.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(tag -> !tag.isEmpty())
        .map(tag -> tag.length() > LONGEST_TAG ? tag.substring(0, LONGEST_TAG) : tag)
        .distinct()
        .limit(MOST_TAGS)
        .toList();
  }

  private Timeline timeline(long id, long before, Names known) {
    List<ChangeLog.Entry> entries = changes.of(id, before, HISTORY + 1);
    boolean more = entries.size() > HISTORY;
    List<ChangeLog.Entry> shown = more ? entries.subList(0, HISTORY) : entries;
    String older =
        more ? "/admin/prospects/" + id + "/timeline?before=" + shown.getLast().id() : "";
    return Timeline.of(shown, known, older);
  }

  private static Fact fact(Field field, Prospect prospect) {
    String value = prospect.field(field.name());
    return new Fact(
        field.label(), value, field.custom(), value.length() > 80 || value.indexOf('\n') >= 0);
  }

  private static String back(long id) {
    return "redirect:/admin/prospects/" + id;
  }
}
