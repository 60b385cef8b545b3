package dev.leadline.server.admin.rule;

import dev.leadline.rule.Rule;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.RuleBook.Listed;
import dev.leadline.rule.RuleBook.Match;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.NotThere;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The rules there are, and one of them with what it has matched. */
@Controller
public final class RulePages {
  private static final int MATCHES = 50;

  /**
   * One rule.
   *
   * @param older the address of the next page of matches; empty: none
   */
  public record One(
      Listed listed,
      List<InWords.Line> criteria,
      List<String> actions,
      List<Match> matches,
      String older) {}

  private final RuleBook rules;
  private final Catalog.Rooms rooms;

  public RulePages(RuleBook rules, Catalog.Rooms rooms) {
    this.rules = rules;
    this.rooms = rooms;
  }

  @GetMapping("/admin/rules")
  public ModelAndView list(@AuthenticationPrincipal SignedIn user) {
    return new ModelAndView("rule/list", "rules", rules.list(user.unit()));
  }

  @GetMapping("/admin/rules/{id}")
  public ModelAndView one(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @RequestParam(defaultValue = "9223372036854775807") long before) {
    Listed listed = seen(user, id);
    InWords words = new InWords(rooms.of(user.unit()));
    List<Match> matches = rules.matches(id, before, MATCHES + 1);
    List<Match> shown = matches.subList(0, Math.min(MATCHES, matches.size()));
    String older =
        matches.size() > MATCHES
            ? "/admin/rules/" + id + "?before=" + shown.getLast().prospect()
            : "";
    return new ModelAndView(
        "rule/one",
        "page",
        new One(
            listed,
            words.of(listed.rule().criteria()),
            words.of(listed.rule().actions()),
            shown,
            older));
  }

  @PostMapping("/admin/rules/{id}/{state:resume|pause}")
  public String state(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable long id,
      @PathVariable String state,
      RedirectAttributes redirect) {
    seen(user, id);
    boolean resume = state.equals("resume");
    Optional<Rule> rule = resume ? rules.resume(id) : rules.pause(id);
    Flash.done(
            rule.orElseThrow(() -> new NotThere("rule")).name()
                + (resume
                    ? " is running: first over all prospects, then on every change."
                    : " is paused. What it has done stays."))
        .on(redirect);
    return "redirect:/admin/rules/" + id;
  }

  @PostMapping("/admin/rules/{id}/delete")
  public String delete(
      @AuthenticationPrincipal SignedIn user, @PathVariable long id, RedirectAttributes redirect) {
    String name = seen(user, id).rule().name();
    rules.delete(id);
    Flash.done(name + " is deleted. What it has done to prospects stays.").on(redirect);
    return "redirect:/admin/rules";
  }

  private Listed seen(SignedIn user, long id) {
    return rules
        .look(id)
        .filter(listed -> listed.rule().unit() == user.unit())
        .orElseThrow(() -> new NotThere("rule"));
  }
}
