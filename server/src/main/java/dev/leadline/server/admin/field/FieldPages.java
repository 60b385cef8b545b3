package dev.leadline.server.admin.field;

import dev.leadline.prospect.Field;
import dev.leadline.prospect.Fields;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Filled;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The fields of prospects: all of them, and making and describing custom ones. */
@Controller
public final class FieldPages {
  private static final String LIST = "/admin/fields";

  /** A field and its type in words. */
  public record Listed(Field field, Kind kind) {}

  /** The list. */
  public record FieldList(List<Listed> standard, List<Listed> custom) {}

  /**
   * The form.
   *
   * @param name empty: the field does not exist yet
   */
  public record Fill(String name, Kind kind, Filled filled) {
    public List<Kind> kinds() {
      return Kind.all();
    }
  }

  private final Fields fields;

  FieldPages(Fields fields) {
    this.fields = fields;
  }

  @GetMapping(LIST)
  public ModelAndView list(@AuthenticationPrincipal SignedIn reader) {
    fields.forget();
    List<Listed> all =
        fields.of(reader.unit()).values().stream()
            .map(field -> new Listed(field, new Kind(field.type())))
            .toList();
    return new ModelAndView(
        "field/list",
        "page",
        new FieldList(
            all.stream().filter(each -> !each.field().custom()).toList(),
            all.stream().filter(each -> each.field().custom()).toList()));
  }

  @GetMapping("/admin/fields/new")
  public ModelAndView empty() {
    return view("", Kind.all().getFirst(), Filled.fresh(Form.empty()));
  }

  @PostMapping("/admin/fields/new")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    FieldInputs inputs = FieldInputs.of(form, Kind.all().getFirst());
    Map<String, String> problems = inputs.problems(fields.of(reader.unit()).keySet());
    if (problems.isEmpty() && !fields.create(inputs.field(reader.unit()))) {
      problems.put(FieldInputs.NAME, "There is a field “" + inputs.name() + "” already.");
    }
    if (!problems.isEmpty()) {
      return refused("", inputs.kind(), new Filled(form, problems), response);
    }
    Flash.done(
            "The field “"
                + inputs.label()
                + "” is there. Callers write it as "
                + inputs.name()
                + ".")
        .on(redirect);
    return new ModelAndView("redirect:" + LIST);
  }

  @GetMapping("/admin/fields/{name}")
  public ModelAndView edit(@AuthenticationPrincipal SignedIn reader, @PathVariable String name) {
    Field field = custom(reader, name);
    Form form =
        Form.empty()
            .with(FieldInputs.LABEL, field.label())
            .with(FieldInputs.OPTIONS, String.join("\n", field.options()));
    return view(name, new Kind(field.type()), Filled.fresh(form));
  }

  @PostMapping("/admin/fields/{name}")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn reader,
      @PathVariable String name,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Kind kind = new Kind(custom(reader, name).type());
    Form form = new Form(typed).with(FieldInputs.TYPE, kind.name());
    FieldInputs inputs = FieldInputs.of(form, kind);
    Map<String, String> problems = inputs.problems();
    if (!problems.isEmpty()) {
      return refused(name, kind, new Filled(form, problems), response);
    }
    if (!fields.describe(reader.unit(), name, inputs.label(), inputs.options())) {
      throw new NotThere("custom field");
    }
    Flash.done("The field “" + inputs.label() + "” is saved.").on(redirect);
    return new ModelAndView("redirect:" + LIST);
  }

  private Field custom(SignedIn reader, String name) {
    return Optional.ofNullable(fields.of(reader.unit()).get(name))
        .filter(Field::custom)
        .orElseThrow(() -> new NotThere("custom field"));
  }

  private static ModelAndView refused(
      String name, Kind kind, Filled filled, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return view(name, kind, filled);
  }

  private static ModelAndView view(String name, Kind kind, Filled filled) {
    return new ModelAndView("field/form", "page", new Fill(name, kind, filled));
  }
}
