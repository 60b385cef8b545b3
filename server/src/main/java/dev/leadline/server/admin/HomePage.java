package dev.leadline.server.admin;

import dev.leadline.connector.Connector;
import dev.leadline.ingest.Counts;
import dev.leadline.ingest.Fate;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.prospect.ProspectSearch.Count;
import dev.leadline.prospect.Wanted;
import dev.leadline.prospect.Wanted.Assigned;
import dev.leadline.prospect.Wanted.Bin;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.wiring.Crm;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The overview: how much of everything there is, and whether anything needs a person. */
@Controller
public final class HomePage {
  /** A number with words under it, and where to see what it counts. */
  public record Figure(String number, String label, String address) {}

  /** How many signals met a fate since the start. */
  public record FateCount(String fate, String tone, long number) {}

  /**
   * How the sync with Salesforce is doing.
   *
   * @param trouble what the last call said when it failed as a whole; the empty text: nothing
   */
  public record Health(String state, String tone, String trouble, List<Figure> figures) {}

  /**
   * The page.
   *
   * @param pace signals a second; the empty text: not known yet
   */
  public record Home(
      List<Figure> prospects,
      List<FateCount> signals,
      long duplicates,
      String pace,
      Optional<Health> health) {}

  private final ProspectSearch search;
  private final Counts counts;
  private final Crm crm;
  private final Pace pace;

  public HomePage(ProspectSearch search, Counts counts, Crm crm, InstantSource clock) {
    this.search = search;
    this.counts = counts;
    this.crm = crm;
    this.pace = new Pace(clock);
  }

  @GetMapping("/admin")
  public ModelAndView home(@AuthenticationPrincipal SignedIn user) {
    return new ModelAndView("home", "page", page(user));
  }

  /** The part of the page that asks for itself again and again. */
  @GetMapping("/admin/now")
  public ModelAndView now(@AuthenticationPrincipal SignedIn user) {
    return new ModelAndView("home-now", "page", page(user));
  }

  private Home page(SignedIn user) {
    boolean sources = Right.SOURCES.isOf(user.role());
    return new Home(
        figures(user),
        sources ? Arrays.stream(Fate.values()).map(this::signals).toList() : List.of(),
        counts.duplicates(),
        sources ? pace() : "",
        Right.ASSIGN_PROSPECTS.isOf(user.role()) ? Optional.of(health(user)) : Optional.empty());
  }

  private String pace() {
    long all = Arrays.stream(Fate.values()).mapToLong(counts::of).sum() + counts.duplicates();
    OptionalDouble perSecond = pace.look(all);
    return perSecond.isEmpty()
        ? ""
        : String.format(Locale.ENGLISH, "%,.1f", perSecond.getAsDouble());
  }

  private Health health(SignedIn user) {
    Optional<Connector> connector = crm.stores().connectors().find(user.unit(), Crm.REMOTE);
    Map<Reason, Long> counts = crm.explain().counts(user.unit(), Crm.REMOTE);
    String trouble = connector.map(Connector::trouble).orElse("");
    boolean running = connector.map(Connector::running).orElse(false);
    String state = connector.isEmpty() ? "not connected" : running ? "running" : "paused";
    String tone = !running ? "secondary" : trouble.isEmpty() ? "green" : "red";
    return new Health(
        state,
        tone,
        trouble,
        List.of(
            sync(counts, Reason.IN_STEP, "linked", "/admin/prospects?sync=linked"),
            sync(counts, Reason.WAITING, "waiting to be sent", ""),
            sync(counts, Reason.PARKED, "in error", "/admin/prospects?sync=error"),
            sync(counts, Reason.DELETED, "deleted there", "")));
  }

  private static Figure sync(
      Map<Reason, Long> counts, Reason reason, String label, String address) {
    return new Figure(
        String.format(Locale.ENGLISH, "%,d", counts.getOrDefault(reason, 0L)), label, address);
  }

  private FateCount signals(Fate fate) {
    return new FateCount(fate.name().toLowerCase(Locale.ROOT), Tone.of(fate), counts.of(fate));
  }

  private List<Figure> figures(SignedIn user) {
    Wanted all = Wanted.all(user.unit());
    if (Right.ownProspectsOnly(user.role())) {
      return List.of(figure(all.assigned(new Assigned.To(user.id())), "assigned to you", Map.of()));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(all, "prospects", Map.of()));
    figures.add(figure(all.assigned(new Assigned.ToAnyone()), "assigned", Map.of("owner", "some")));
    figures.add(
        figure(all.assigned(new Assigned.ToNobody()), "not assigned", Map.of("owner", "none")));
    figures.add(figure(all.bin(Bin.INSIDE), "archived", Map.of("bin", "in")));
    return figures;
  }

  private Figure figure(Wanted wanted, String label, Map<String, String> query) {
    StringBuilder address = new StringBuilder("/admin/prospects");
    query.forEach((name, value) -> address.append('?').append(name).append('=').append(value));
    return new Figure(text(search.count(wanted)), label, address.toString());
  }

  /** A count in words: "1,204", "more than 10,000", "about 1,200,000". */
  public static String text(Count count) {
    String number = String.format(Locale.ENGLISH, "%,d", count.number().orElse(0));
    return switch (count.kind()) {
      case EXACT -> number;
      case ABOUT -> "about " + number;
      case MORE_THAN -> "more than " + number;
      case UNKNOWN -> "many";
    };
  }
}
