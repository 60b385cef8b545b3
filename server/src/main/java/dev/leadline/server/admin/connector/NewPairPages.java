package dev.leadline.server.admin.connector;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Remote;
import dev.leadline.connector.Remote.Description;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Winner;
import dev.leadline.prospect.Fields;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Filled;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.connector.ReadState.Head;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.CompareAll.Scope;
import dev.leadline.unit.Secrets;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Maps one more field, chosen among those that Salesforce has at this moment. */
@Controller
public final class NewPairPages {
  private static final String OURS = "ours";
  private static final String THEIRS = "theirs";
  private static final String WINNER = "winner";

  /** A field over there that may be chosen. */
  public record Choice(RemoteField field) {
    public String text() {
      String length = field.length() > 0 ? ", " + field.length() : "";
      String access = field.updateable() ? "" : ", not writable";
      return "%s  ·  %s  (%s%s%s)"
          .formatted(field.label(), field.name(), OurFields.type(field.type()), length, access);
    }
  }

  /**
   * The form.
   *
   * @param ours name → label of those that are not mapped yet
   */
  public record Fill(
      Head head,
      String type,
      List<String> types,
      Map<String, String> ours,
      List<Choice> theirs,
      Filled filled) {}

  private final Crm crm;
  private final Fields fields;
  private final ReadState state;

  NewPairPages(Crm crm, Fields fields, ReadState state) {
    this.crm = crm;
    this.fields = fields;
    this.state = state;
  }

  @GetMapping("/admin/salesforce/mapping/new")
  public ModelAndView form(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam(defaultValue = "Lead") String type,
      RedirectAttributes redirect) {
    Filled filled = Filled.fresh(Form.empty().with(WINNER, Winner.THEIRS.name()));
    return asked(reader, type, filled, redirect);
  }

  @PostMapping("/admin/salesforce/mapping/new")
  public ModelAndView add(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    String type = form.line("type");
    ModelAndView page = asked(reader, type, Filled.fresh(form), redirect);
    if (!(page.getModel().get("page") instanceof Fill fill)) {
      return page;
    }
    Optional<RemoteField> theirs =
        fill.theirs().stream()
            .map(Choice::field)
            .filter(field -> field.name().equals(form.line(THEIRS)))
            .findFirst();
    Map<String, String> problems = new LinkedHashMap<>();
    if (!fill.ours().containsKey(form.line(OURS))) {
      problems.put(OURS, "Choose a field of ours that is not mapped yet.");
    }
    if (theirs.isEmpty()) {
      problems.put(THEIRS, "Choose a field of Salesforce that is not mapped yet.");
    }
    if (!problems.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
      return view(reader, type, fill, new Filled(form, problems));
    }
    crm.stores()
        .mappings()
        .save(
            reader.unit(),
            Crm.REMOTE,
            new Mapped(
                fill.type(), form.line(OURS), theirs.orElseThrow(), winner(form), true, null));
    crm.compareAll().request(reader.unit(), Scope.LINKED);
    Flash.done(
            theirs.orElseThrow().label()
                + " of "
                + fill.type()
                + " is synced from now on. All linked prospects are compared again.")
        .on(redirect);
    return new ModelAndView("redirect:" + MappingPages.HERE);
  }

  /** The form, or the way back with what Salesforce has said. */
  private ModelAndView asked(
      SignedIn reader, String wanted, Filled filled, RedirectAttributes redirect) {
    try {
      Description description = crm.orgs().of(reader.unit()).describe();
      List<String> types = description.types().stream().map(Remote.Type::name).toList();
      if (types.isEmpty()) {
        Flash.failed("The connected user may see neither leads nor contacts.").on(redirect);
        return new ModelAndView("redirect:" + MappingPages.HERE);
      }
      String type = types.contains(wanted) ? wanted : types.getFirst();
      Fill fill = fill(reader, description.type(type).orElseThrow(), types, filled);
      return new ModelAndView("connector/new-pair", "page", fill);
    } catch (RemoteTrouble | Secrets.WrongKey e) {
      Flash.failed(String.valueOf(e.getMessage())).on(redirect);
      return new ModelAndView("redirect:" + MappingPages.HERE);
    }
  }

  private Fill fill(SignedIn reader, Remote.Type type, List<String> types, Filled filled) {
    List<Mapped> mapped =
        crm.stores().mappings().of(reader.unit(), Crm.REMOTE).stream()
            .filter(each -> each.type().equals(type.name()))
            .toList();
    Map<String, String> ours = OurFields.labels(fields.of(reader.unit()));
    mapped.forEach(each -> ours.remove(each.field()));
    Set<String> taken =
        mapped.stream().map(each -> each.theirs().name()).collect(Collectors.toSet());
    List<Choice> theirs =
        type.fields().stream()
            .filter(field -> !taken.contains(field.name()))
            .sorted(Comparator.comparing(RemoteField::label, String.CASE_INSENSITIVE_ORDER))
            .map(Choice::new)
            .toList();
    return new Fill(state.head(reader.unit()), type.name(), types, ours, theirs, filled);
  }

  private ModelAndView view(SignedIn reader, String type, Fill fill, Filled filled) {
    return new ModelAndView(
        "connector/new-pair",
        "page",
        new Fill(
            state.head(reader.unit()), type, fill.types(), fill.ours(), fill.theirs(), filled));
  }

  private static Winner winner(Form form) {
    return Arrays.stream(Winner.values())
        .filter(each -> each.name().equals(form.line(WINNER)))
        .findFirst()
        .orElse(Winner.THEIRS);
  }
}
