package dev.leadline.server.admin;

import dev.leadline.ingest.Counts;
import dev.leadline.ingest.Fate;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.prospect.ProspectSearch.Count;
import dev.leadline.prospect.Wanted;
import dev.leadline.prospect.Wanted.Assigned;
import dev.leadline.prospect.Wanted.Bin;
import dev.leadline.server.access.SignedIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** The page. */
  public record Home(List<Figure> prospects, List<FateCount> signals, long duplicates) {}

  private final ProspectSearch search;
  private final Counts counts;

  public HomePage(ProspectSearch search, Counts counts) {
    this.search = search;
    this.counts = counts;
  }

  @GetMapping("/admin")
  public ModelAndView home(@AuthenticationPrincipal SignedIn user) {
    List<FateCount> signals =
        Right.SOURCES.isOf(user.role())
            ? Arrays.stream(Fate.values()).map(this::signals).toList()
            : List.of();
    return new ModelAndView("home", "page", new Home(figures(user), signals, counts.duplicates()));
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
