package dev.leadline.server.admin.rule;

import dev.leadline.prospect.Action;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.Rule;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.RuleSaved;
import dev.leadline.rule.Sweeps;
import dev.leadline.rule.Wording;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Building and editing a rule, and trying it dry. */
@Controller
public final class RuleForms {
  private static final int SHOWN = 25;

  /**
   * The form.
   *
   * @param id 0: the rule does not exist yet
   * @param revision the one that is being edited
   * @param stale who looks at an old form: the name of the rule as it is now; empty: not stale
   */
  public record Fill(
      long id,
      int revision,
      String name,
      String description,
      Node root,
      List<Step> steps,
      Choices choices,
      List<String> problems,
      boolean stale) {}

  /** A part of the form, to be put where it belongs. */
  public record Part(Node node, Step step, Choices choices) {}

  private record Read(
      Wording wording, Node root, List<Step> steps, List<String> problems, int revision) {}

  private final RuleBook rules;
  private final Sweeps sweeps;
  private final DryRuns dryRuns;
  private final Catalog.Rooms rooms;

  public RuleForms(RuleBook rules, Sweeps sweeps, DryRuns dryRuns, Catalog.Rooms rooms) {
    this.rules = rules;
    this.sweeps = sweeps;
    this.dryRuns = dryRuns;
    this.rooms = rooms;
  }

  @GetMapping("/admin/rules/new")
  public ModelAndView empty(@AuthenticationPrincipal SignedIn user) {
    Node line = Node.line("first", Node.ROOT, "field:company", "IS", "");
    return form(
        new Fill(
            0,
            0,
            "",
            "",
            Node.group(Node.ROOT, "", false, List.of(line)),
            List.of(new Step("first", "user", "", "")),
            choices(user),
            List.of(),
            false));
  }

  @PostMapping("/admin/rules/new")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Read read = read(new Form(typed));
    RuleSaved saved =
        read.problems().isEmpty()
            ? rules.create(user.unit(), read.wording(), rooms.of(user.unit()).known())
            : new RuleSaved.Invalid(read.problems());
    return answer(user, 0, read, saved, response, redirect);
  }

  @GetMapping("/admin/rules/edit/{id}")
  public ModelAndView edit(@AuthenticationPrincipal SignedIn user, @PathVariable long id) {
    Rule rule = seen(user, id);
    Written written = new Written();
    return form(
        new Fill(
            id,
            rule.revision(),
            rule.name(),
            rule.wording().description(),
            written.tree(rule.criteria()),
            written.steps(rule.actions()),
            choices(user),
            List.of(),
            false));
  }

  @PostMapping("/admin/rules/edit/{id}")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    seen(user, id);
    Read read = read(new Form(typed));
    RuleSaved saved =
        read.problems().isEmpty()
            ? rules.edit(id, read.revision(), read.wording(), rooms.of(user.unit()).known())
            : new RuleSaved.Invalid(read.problems());
    return answer(user, id, read, saved, response, redirect);
  }

  /** One more line, group or action; or one drawn anew because another thing was chosen in it. */
  @GetMapping("/admin/rules/parts")
  public ModelAndView part(
      @AuthenticationPrincipal SignedIn user, @RequestParam MultiValueMap<String, String> typed) {
    Form form = new Form(typed);
    String id = form.has("id") ? form.line("id") : UUID.randomUUID().toString().substring(0, 8);
    String parent = form.line("parent");
    Choices choices = choices(user);
    Node none = Node.line(id, parent, "field:company", "IS", "");
    Step step = new Step(id, "tag", "", "");
    return switch (form.line("part")) {
      case "group" ->
          part(
              "rule/node",
              new Part(
                  Node.group(
                      id,
                      parent,
                      true,
                      List.of(Node.line(id + "x", id, "field:company", "IS", ""))),
                  step,
                  choices));
      case "line" ->
          part(
              "rule/node",
              new Part(form.has("id") ? choices.fit(Typed.node(form, id)) : none, step, choices));
      default ->
          part("rule/step", new Part(none, form.has("id") ? Typed.step(form, id) : step, choices));
    };
  }

  /** Starts a dry run of what is in the form, saved or not. */
  @PostMapping("/admin/rules/dry-run")
  public ModelAndView dryRun(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      @RequestParam(defaultValue = "0") long id) {
    Typed reading = new Typed();
    Criteria criteria = reading.criteria(Typed.tree(new Form(typed)));
    Long rule = id == 0 ? null : Long.valueOf(seen(user, id).id());
    if (!reading.problems().isEmpty()) {
      return looking(null, reading.problems());
    }
    List<String> wrong = rules.problems(criteria, rooms.of(user.unit()).known());
    if (!wrong.isEmpty()) {
      return looking(null, wrong);
    }
    Optional<DryRuns.Look> look =
        dryRuns.start(user.id(), sweeps.preview(user.unit(), criteria, rule, SHOWN));
    return look.map(one -> looking(one, List.of()))
        .orElseGet(
            () -> looking(null, List.of("Many dry runs are under way. Try again in a moment.")));
  }

  @GetMapping("/admin/rules/dry-run/{token}")
  public ModelAndView look(@AuthenticationPrincipal SignedIn user, @PathVariable String token) {
    return dryRuns
        .look(user.id(), token)
        .map(one -> looking(one, List.of()))
        .orElseGet(() -> looking(null, List.of("This dry run is over. Start it again.")));
  }

  private static ModelAndView looking(DryRuns.@Nullable Look look, List<String> problems) {
    ModelAndView view = new ModelAndView("rule/dry-run", "problems", problems);
    return look == null ? view : view.addObject("look", look);
  }

  private ModelAndView answer(
      SignedIn user,
      long id,
      Read read,
      RuleSaved saved,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return switch (saved) {
      case RuleSaved.Kept(Rule rule) -> {
        Flash.done(
                id == 0
                    ? "The rule is kept, paused. Resume it to set it to work."
                    : "The rule is saved.")
            .on(redirect);
        yield new ModelAndView("redirect:/admin/rules/" + rule.id());
      }
      case RuleSaved.Invalid(List<String> problems) ->
          again(user, id, read, problems, false, response);
      case RuleSaved.NameTaken(String name) ->
          again(user, id, read, List.of("Another rule is called " + name + "."), false, response);
      case RuleSaved.Stale(Rule _) -> again(user, id, read, List.of(), true, response);
      case RuleSaved.Unknown() -> throw new NotThere("rule");
    };
  }

  private ModelAndView again(
      SignedIn user,
      long id,
      Read read,
      List<String> problems,
      boolean stale,
      HttpServletResponse response) {
    response.setStatus(
        stale ? HttpServletResponse.SC_CONFLICT : HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return form(
        new Fill(
            id,
            read.revision(),
            read.wording().name(),
            read.wording().description(),
            read.root(),
            read.steps(),
            choices(user),
            problems,
            stale));
  }

  private static Read read(Form form) {
    Typed typed = new Typed();
    Node root = Typed.tree(form);
    List<Step> steps = Typed.steps(form);
    Criteria criteria = typed.criteria(root);
    List<Action> actions = typed.actions(steps);
    return new Read(
        new Wording(form.line("name"), form.text("description"), criteria, actions),
        root,
        steps,
        new ArrayList<>(typed.problems()),
        form.number("revision").orElse(0));
  }

  private Rule seen(SignedIn user, long id) {
    return rules
        .find(id)
        .filter(rule -> rule.unit() == user.unit())
        .orElseThrow(() -> new NotThere("rule"));
  }

  private Choices choices(SignedIn user) {
    return new Choices(rooms.of(user.unit()));
  }

  private static ModelAndView form(Fill page) {
    return new ModelAndView("rule/form", "page", page);
  }

  private static ModelAndView part(String view, Part part) {
    return new ModelAndView(view)
        .addObject("node", part.node())
        .addObject("step", part.step())
        .addObject("choices", part.choices());
  }
}
