package dev.leadline.server.admin.prospect;

import dev.leadline.crew.User;
import dev.leadline.intake.Outcome;
import dev.leadline.intake.Outcome.Refusal;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospect;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
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

/** Making a prospect by hand, and editing its fields. */
@Controller
public final class ProspectForms {
  private static final String VIEW = "prospect/form";

  /**
   * The form.
   *
   * @param id 0: the prospect does not exist yet
   * @param problem what is wrong as a whole; empty: nothing
   */
  public record Fill(
      long id,
      String title,
      List<FieldInput> standard,
      List<FieldInput> custom,
      List<User> owners,
      String owner,
      String tags,
      String problem) {}

  private final ProspectEdits edits;
  private final Fields fields;
  private final Names.Rooms names;

  public ProspectForms(ProspectEdits edits, Fields fields, Names.Rooms names) {
    this.edits = edits;
    this.fields = fields;
    this.names = names;
  }

  @GetMapping("/admin/prospects/new")
  public ModelAndView empty(@AuthenticationPrincipal SignedIn user) {
    return view(fill(user, 0, "New prospect", FieldInput.empty(all(user)), Form.empty(), ""));
  }

  @PostMapping("/admin/prospects/new")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect)
      throws Exception {
    Form form = new Form(typed);
    List<FieldInput> inputs = FieldInput.typed(all(user), form);
    if (!assignable(user, form)) {
      response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
      return view(
          fill(user, 0, "New prospect", inputs, form, "Choose an active user to assign to."));
    }
    if (FieldInput.fine(inputs)) {
      Outcome outcome = edits.create(user, FieldInput.changed(inputs), actions(form));
      switch (outcome) {
        case Outcome.Created(long id, List<String> notes) -> {
          told(notes, "The prospect is there.", redirect);
          return new ModelAndView("redirect:/admin/prospects/" + id);
        }
        case Outcome.Refused(Refusal refusal) -> inputs = refused(inputs, refusal);
        case Outcome.Updated _, Outcome.Unchanged _ ->
            throw new IllegalStateException("A prospect without keys was found.");
      }
    }
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return view(fill(user, 0, "New prospect", inputs, form, "Nothing was saved yet."));
  }

  @GetMapping("/admin/prospects/{id}/edit")
  public ModelAndView edit(@AuthenticationPrincipal SignedIn user, @PathVariable long id) {
    Prospect prospect = edits.seen(user, id);
    return view(
        fill(
            user,
            id,
            prospect.displayName(),
            FieldInput.of(all(user), prospect),
            Form.empty(),
            ""));
  }

  @PostMapping("/admin/prospects/{id}/edit")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect)
      throws Exception {
    Prospect prospect = edits.seen(user, id);
    List<FieldInput> inputs = FieldInput.typed(all(user), new Form(typed));
    if (FieldInput.fine(inputs)) {
      switch (edits.edit(user, id, FieldInput.changed(inputs))) {
        case Outcome.Updated(long _, List<String> notes) -> {
          told(notes, "The changes are saved.", redirect);
          return new ModelAndView("redirect:/admin/prospects/" + id);
        }
        case Outcome.Unchanged(long _, List<String> notes) -> {
          told(notes, "Nothing was different.", redirect);
          return new ModelAndView("redirect:/admin/prospects/" + id);
        }
        case Outcome.Refused(Refusal refusal) -> inputs = refused(inputs, refusal);
        case Outcome.Created _ -> throw new NotThere("prospect");
      }
    }
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return view(
        fill(user, id, prospect.displayName(), inputs, Form.empty(), "Nothing was saved yet."));
  }

  private static List<FieldInput> refused(List<FieldInput> inputs, Refusal refusal) {
    String text = refusal.text();
    String sentence = Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    return inputs.stream()
        .map(input -> input.name().equals("email") ? input.withProblem(sentence) : input)
        .toList();
  }

  private boolean assignable(SignedIn user, Form form) {
    return form.line("owner").isEmpty()
        || names.of(user.unit()).assignable().stream()
            .anyMatch(each -> Long.toString(each.id()).equals(form.line("owner")));
  }

  private static List<Action> actions(Form form) {
    List<Action> actions = new ArrayList<>();
    OptionalLong owner = form.id("owner");
    if (owner.isPresent()) {
      actions.add(new Action.AssignToUser(owner.getAsLong(), true));
    }
    OneProspect.tags(form.text("tags")).forEach(tag -> actions.add(new Action.AddTag(tag)));
    return actions;
  }

  private static void told(List<String> notes, String done, RedirectAttributes redirect) {
    if (notes.isEmpty()) {
      Flash.done(done).on(redirect);
    } else {
      Flash.warning(done + " Left out: " + String.join("; ", notes) + ".").on(redirect);
    }
  }

  private Collection<Field> all(SignedIn user) {
    return fields.of(user.unit()).values();
  }

  private Fill fill(
      SignedIn user, long id, String title, List<FieldInput> inputs, Form form, String problem) {
    var custom = fields.of(user.unit());
    return new Fill(
        id,
        title,
        inputs.stream().filter(input -> !isCustom(custom.get(input.name()))).toList(),
        inputs.stream().filter(input -> isCustom(custom.get(input.name()))).toList(),
        id == 0 ? names.of(user.unit()).assignable() : List.of(),
        form.text("owner"),
        form.text("tags"),
        problem);
  }

  private static boolean isCustom(@Nullable Field field) {
    return field != null && field.custom();
  }

  private static ModelAndView view(Fill page) {
    return new ModelAndView(VIEW, "page", page);
  }
}
