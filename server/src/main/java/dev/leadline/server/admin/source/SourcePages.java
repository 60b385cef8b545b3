package dev.leadline.server.admin.source;

import dev.leadline.ingest.Signal;
import dev.leadline.ingest.Signals;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where calls come from: the list, one source with its write key, and its settings. */
@Controller
public final class SourcePages {
  private static final int LONGEST_NAME = 100;

  /** A source among others, and the last signal that came from it. */
  public record Listed(Source source, Optional<EventList.Event> last) {}

  /**
   * The list.
   *
   * @param quarantined the last signal with a write key that we do not know
   * @param name as typed into the form for a new one
   */
  public record SourceList(
      List<Listed> sources, Optional<EventList.Event> quarantined, String name, String problem) {}

  /**
   * One source.
   *
   * @param address of this server, for the snippets
   */
  public record One(Source source, String address, EventList events, boolean unknownKeys) {}

  private final Sources sources;
  private final Signals signals;

  public SourcePages(Sources sources, Signals signals) {
    this.sources = sources;
    this.signals = signals;
  }

  @GetMapping("/admin/sources")
  public ModelAndView list(@AuthenticationPrincipal SignedIn user) {
    return listWith(user, "", "");
  }

  @PostMapping("/admin/sources")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    String name = new Form(typed).line("name");
    String problem = problem(user.unit(), 0, name);
    if (!problem.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
      return listWith(user, name, problem);
    }
    Source source = sources.create(user.unit(), name);
    Flash.done("The source is there. Give its write key to whoever sends the calls.").on(redirect);
    return new ModelAndView("redirect:/admin/sources/" + source.id());
  }

  @GetMapping("/admin/sources/{id}")
  public ModelAndView one(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String fate,
      @RequestParam(defaultValue = "on") String live,
      @RequestParam(defaultValue = "9223372036854775807") long before) {
    boolean unknownKeys = id == Signal.UNKNOWN_SOURCE;
    Source source =
        unknownKeys ? new Source(id, user.unit(), "Unknown write keys", "", false) : find(user, id);
    boolean first = before == Long.MAX_VALUE;
    EventList events = new ReadEvents(signals).page(id, fate, before, first && live.equals("on"));
    String address = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    return new ModelAndView("source/one", "page", new One(source, address, events, unknownKeys));
  }

  @PostMapping("/admin/sources/{id}")
  public String save(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable int id,
      @RequestParam MultiValueMap<String, String> typed,
      RedirectAttributes redirect) {
    Source source = find(user, id);
    String name = new Form(typed).line("name");
    String problem = problem(user.unit(), id, name);
    if (problem.isEmpty()) {
      sources.save(new Source(id, source.unit(), name, source.writeKey(), source.enabled()));
      Flash.done("The source is renamed.").on(redirect);
    } else {
      Flash.failed(problem).on(redirect);
    }
    return "redirect:/admin/sources/" + id;
  }

  @PostMapping("/admin/sources/{id}/{state:enable|disable}")
  public String enable(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable int id,
      @PathVariable String state,
      RedirectAttributes redirect,
      HttpServletRequest request) {
    Source source = find(user, id);
    boolean enabled = state.equals("enable");
    sources.save(new Source(id, source.unit(), source.name(), source.writeKey(), enabled));
    Flash told =
        enabled
            ? Flash.done("Calls from this source are taken again.")
            : Flash.warning("Calls with this write key are quarantined from now on.")
                .with(new Flash.Undo("Undo", "/admin/sources/" + id + "/enable"));
    told.on(redirect);
    return "redirect:/admin/sources/" + id;
  }

  private ModelAndView listWith(SignedIn user, String name, String problem) {
    ReadEvents events = new ReadEvents(signals);
    List<Listed> listed =
        sources.all(user.unit()).stream()
            .map(source -> new Listed(source, events.last(source.id())))
            .toList();
    return new ModelAndView(
        "source/list",
        "page",
        new SourceList(listed, events.last(Signal.UNKNOWN_SOURCE), name, problem));
  }

  private Source find(SignedIn user, int id) {
    return sources.all(user.unit()).stream()
        .filter(source -> source.id() == id)
        .findFirst()
        .orElseThrow(() -> new NotThere("source"));
  }

  private String problem(int unit, int self, String name) {
    if (name.isEmpty()) {
      return "A source needs a name.";
    }
    if (name.length() > LONGEST_NAME) {
      return "The name has more than " + LONGEST_NAME + " characters.";
    }
    return sources.all(unit).stream()
            .anyMatch(other -> other.id() != self && other.name().equals(name))
        ? "Another source has this name."
        : "";
  }
}
