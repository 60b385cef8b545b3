package dev.leadline.server.admin.crew;

import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Fields;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The fields that prospects have, and adding custom ones. */
@Controller
public final class FieldPages {
  private static final int MOST_OPTIONS = 500;
  private static final int LONGEST = 255;

  /** Names that mean something else beside fields. */
  private static final Set<String> TAKEN =
      Set.of(
          "id", "score", "tags", "assigned_to", "is_archived", "created_at", "updated_at", "fid");

  /** The page: all fields, and what was typed for a new one. */
  public record FieldList(
      Collection<Field> fields, Form typed, String nameProblem, String problem) {
    public FieldType[] types() {
      return FieldType.values();
    }
  }

  private final Fields fields;

  public FieldPages(Fields fields) {
    this.fields = fields;
  }

  @GetMapping("/admin/fields")
  public ModelAndView list(@AuthenticationPrincipal SignedIn user) {
    return list(user, Form.empty().with("type", FieldType.TEXT.name()), "", "");
  }

  @PostMapping("/admin/fields")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    Field field = field(user.unit(), form);
    String nameProblem = nameProblem(field);
    String problem = problem(field);
    if (nameProblem.isEmpty() && problem.isEmpty()) {
      fields.create(field);
      Flash.done(field.label() + " is a field of every prospect now.").on(redirect);
      return new ModelAndView("redirect:/admin/fields");
    }
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return list(user, form, nameProblem, problem);
  }

  private ModelAndView list(SignedIn user, Form typed, String nameProblem, String problem) {
    return new ModelAndView(
        "field/list",
        "page",
        new FieldList(fields.of(user.unit()).values(), typed, nameProblem, problem));
  }

  private static Field field(int unit, Form form) {
    Optional<FieldType> type =
        Arrays.stream(FieldType.values())
            .filter(each -> each.name().equals(form.line("type")))
            .findFirst();
    List<String> options =
        form.text("options")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .toList();
    return new Field(
        unit,
        form.line("name"),
        form.line("label").isEmpty() ? form.line("name") : form.line("label"),
        type.orElse(FieldType.TEXT),
        true,
        options);
  }

  private String nameProblem(Field field) {
    if (!field.name().matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
      return "A name has letters, digits and underscores, and begins with a letter.";
    }
    boolean taken =
        TAKEN.contains(field.name())
            || fields.of(field.unit()).keySet().stream().anyMatch(field.name()::equalsIgnoreCase);
    return taken ? "This name is taken." : "";
  }

  private static String problem(Field field) {
    if (field.label().length() > LONGEST) {
      return "The label has more than " + LONGEST + " characters.";
    }
    if (field.options().size() > MOST_OPTIONS) {
      return "A field has at most " + MOST_OPTIONS + " options.";
    }
    boolean chooses = field.type() == FieldType.DROPDOWN || field.type() == FieldType.RADIO;
    return chooses && field.options().isEmpty()
        ? "Say which options the field offers, one on each line."
        : "";
  }
}
