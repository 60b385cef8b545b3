package dev.leadline.server.admin.connector;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Mappings;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Winner;
import dev.leadline.prospect.Fields;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.connector.ReadState.Head;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.CompareAll.Scope;
import dev.leadline.unit.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which field of ours is which field of theirs, and who wins. */
@Controller
public final class MappingPages {
  static final String HERE = "/admin/salesforce/mapping";

  private static final String WINNER = "winner.";
  private static final String ON = "on.";

  /** A pair as a row. */
  public record Row(Mapped mapped, String label) {
    /** The row's name in the form. */
    public String key() {
      return mapped.type() + "." + mapped.field();
    }

    /** What a person should know of the field over there. */
    public String note() {
      RemoteField theirs = mapped.theirs();
      if (mapped.trouble() != null) {
        return mapped.trouble();
      }
      if (!theirs.updateable()) {
        return theirs.createable() ? "written only once" : "only read";
      }
      return theirs.required() ? "required there" : "";
    }

    public String type() {
      return OurFields.type(mapped.theirs().type());
    }
  }

  /** The page: rows by type of record. */
  public record Mapping(Head head, Map<String, List<Row>> types) {}

  private final Crm crm;
  private final Fields fields;
  private final ReadState state;

  MappingPages(Crm crm, Fields fields, ReadState state) {
    this.crm = crm;
    this.fields = fields;
    this.state = state;
  }

  @GetMapping(HERE)
  public ModelAndView mapping(@AuthenticationPrincipal SignedIn reader) {
    Map<String, String> labels = OurFields.labels(fields.of(reader.unit()));
    Map<String, List<Row>> types = new TreeMap<>((one, other) -> other.compareTo(one));
    for (Mapped mapped : mappings().of(reader.unit(), Crm.REMOTE)) {
      types
          .computeIfAbsent(mapped.type(), type -> new ArrayList<>())
          .add(new Row(mapped, labels.getOrDefault(mapped.field(), mapped.field())));
    }
    return new ModelAndView(
        "connector/mapping", "page", new Mapping(state.head(reader.unit()), types));
  }

  /** Takes over the rows that the form has shown; others stay as they are. */
  @PostMapping(HERE)
  public String save(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    List<String> shown = form.all("row");
    int changed = 0;
    boolean moreSynced = false;
    for (Mapped mapped : mappings().of(reader.unit(), Crm.REMOTE)) {
      String key = mapped.type() + "." + mapped.field();
      Mapped wanted = wanted(mapped, form, key);
      if (shown.contains(key) && !wanted.equals(mapped)) {
        mappings().save(reader.unit(), Crm.REMOTE, wanted);
        changed++;
        moreSynced |= wanted.active() && !mapped.active();
      }
    }
    if (moreSynced) {
      crm.compareAll().request(reader.unit(), Scope.LINKED);
    }
    Flash.done(
            switch (changed) {
                  case 0 -> "Nothing was different.";
                  case 1 -> "One field is mapped differently from now on.";
                  default -> changed + " fields are mapped differently from now on.";
                }
                + (moreSynced ? " All linked prospects are compared again." : ""))
        .on(redirect);
    return "redirect:" + HERE;
  }

  /** Asks Salesforce again what fields it has. */
  @PostMapping("/admin/salesforce/mapping/refresh")
  public String refresh(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
    int unit = reader.unit();
    try {
      int before = mappings().of(unit, Crm.REMOTE).size();
      mappings().adopt(unit, Crm.REMOTE, crm.orgs().of(unit).describe(), fields.of(unit).keySet());
      List<Mapped> now = mappings().of(unit, Crm.REMOTE);
      long gone = now.stream().filter(mapped -> mapped.trouble() != null).count();
      String added = now.size() > before ? " " + (now.size() - before) + " pairs were added." : "";
      (gone == 0
              ? Flash.done("The fields are as Salesforce describes them now." + added)
              : Flash.warning(
                  "Salesforce was asked."
                      + added
                      + " It lacks or hides "
                      + gone
                      + " of the fields."))
          .on(redirect);
    } catch (RemoteTrouble | Secrets.WrongKey e) {
      Flash.failed(String.valueOf(e.getMessage())).on(redirect);
    }
    return "redirect:" + HERE;
  }

  @PostMapping("/admin/salesforce/mapping/remove")
  public String remove(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam(defaultValue = "") String remove,
      RedirectAttributes redirect) {
    Optional<Mapped> found =
        mappings().of(reader.unit(), Crm.REMOTE).stream()
            .filter(mapped -> remove.equals(mapped.type() + "." + mapped.field()))
            .findFirst();
    found.ifPresent(mapped -> {
      mappings().remove(reader.unit(), Crm.REMOTE, mapped.type(), mapped.field());
      Flash.done(
              mapped.theirs().label()
                  + " of "
                  + mapped.type()
                  + " is synced no more. Its values"
                  + " stay on both sides.")
          .on(redirect);
    });
    return "redirect:" + HERE;
  }

  private static Mapped wanted(Mapped mapped, Form form, String key) {
    Winner winner =
        Arrays.stream(Winner.values())
            .filter(each -> each.name().equals(form.line(WINNER + key)))
            .findFirst()
            .orElse(mapped.winner());
    return new Mapped(
        mapped.type(),
        mapped.field(),
        mapped.theirs(),
        winner,
        form.has(ON + key),
        mapped.trouble());
  }

  private Mappings mappings() {
    return crm.stores().mappings();
  }
}
