package dev.leadline.server.admin.source;

import dev.leadline.ingest.Signal;
import dev.leadline.ingest.Signals;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.NotThere;
import dev.leadline.unit.Sources;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The live parts of the debugger: what came since, and what one signal said. */
@Controller
public final class EventPages {
  private final Sources sources;
  private final Signals signals;

  public EventPages(Sources sources, Signals signals) {
    this.sources = sources;
    this.signals = signals;
  }

  /** Rows to be put on top; 204 when nothing came. */
  @GetMapping("/admin/sources/{id}/events")
  public @Nullable ModelAndView since(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable int id,
      @RequestParam(defaultValue = "0") long since,
      @RequestParam(defaultValue = "") String fate,
      HttpServletResponse response) {
    check(user, id);
    EventList events = new ReadEvents(signals).since(id, fate, since);
    if (events.events().isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return null;
    }
    return new ModelAndView("source/events", "events", events);
  }

  /** What a signal said, as JSON that a person can read. */
  @GetMapping("/admin/sources/{id}/events/{event}")
  public ModelAndView payload(
      @AuthenticationPrincipal SignedIn user, @PathVariable int id, @PathVariable long event) {
    check(user, id);
    String payload =
        signals.find(id, event).map(Signals.Row::payload).orElseThrow(() -> new NotThere("event"));
    return new ModelAndView("source/payload", "payload", PrettyJson.of(payload));
  }

  private void check(SignedIn user, int id) {
    if (id != Signal.UNKNOWN_SOURCE
        && sources.all(user.unit()).stream().noneMatch(source -> source.id() == id)) {
      throw new NotThere("source");
    }
  }
}
