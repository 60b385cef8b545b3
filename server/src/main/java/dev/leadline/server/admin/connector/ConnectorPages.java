package dev.leadline.server.admin.connector;

import dev.leadline.crew.User;
import dev.leadline.crew.Users;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.connector.ReadState.Head;
import dev.leadline.server.admin.connector.ReadState.Standing;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.CompareAll.Scope;
import dev.leadline.sync.VerifyConnector.Result;
import dev.leadline.unit.Secrets;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The connector as a whole: how it is doing, trying it, letting it run and pausing it. */
@Controller
public final class ConnectorPages {
  private static final String HERE = "/admin/salesforce";
  private static final String VERDICT = "verdict";

  /**
   * What a verification has brought, in words.
   *
   * @param advice what to do about it; the empty text: nothing
   * @param problems what the connected user lacks
   */
  public record Verdict(boolean good, String text, String advice, List<String> problems)
      implements Serializable {}

  /**
   * The page.
   *
   * @param unmatched active users without an id in Salesforce
   */
  public record Overview(Head head, Standing standing, Optional<Verdict> verdict, long unmatched) {}

  private final Crm crm;
  private final Users users;
  private final ReadState state;

  ConnectorPages(Crm crm, Users users, ReadState state) {
    this.crm = crm;
    this.users = users;
    this.state = state;
  }

  @GetMapping(HERE)
  public ModelAndView overview(
      @AuthenticationPrincipal SignedIn reader, HttpServletRequest request) {
    Map<String, ?> kept = RequestContextUtils.getInputFlashMap(request);
    Optional<Verdict> verdict =
        kept != null && kept.get(VERDICT) instanceof Verdict told
            ? Optional.of(told)
            : Optional.empty();
    long unmatched =
        users.all(reader.unit()).stream()
            .filter(User::active)
            .filter(user -> user.profile().crmUserId().isEmpty())
            .count();
    return new ModelAndView(
        "connector/overview",
        "page",
        new Overview(state.head(reader.unit()), state.standing(reader.unit()), verdict, unmatched));
  }

  /** The numbers alone, for a page that looks again while they move. */
  @GetMapping("/admin/salesforce/standing")
  public ModelAndView standing(@AuthenticationPrincipal SignedIn reader) {
    return new ModelAndView("connector/standing", "standing", state.standing(reader.unit()));
  }

  @PostMapping("/admin/salesforce/verify")
  public String verify(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
    redirect.addFlashAttribute(VERDICT, verdict(reader.unit()));
    return "redirect:" + HERE;
  }

  @PostMapping("/admin/salesforce/run")
  public String run(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
    Flash told =
        crm.stores().connectors().run(reader.unit(), Crm.REMOTE)
            ? Flash.done("The connector runs. What has waited is sent first.")
            : Flash.failed("Verify the connector first: it has never reached Salesforce.");
    told.on(redirect);
    return "redirect:" + HERE;
  }

  @PostMapping("/admin/salesforce/pause")
  public String pause(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
    crm.stores().connectors().pause(reader.unit(), Crm.REMOTE);
    Flash.warning("The connector is paused. Changes wait and are sent when it runs again.")
        .with(new Flash.Undo("Let it run", "/admin/salesforce/run"))
        .on(redirect);
    return "redirect:" + HERE;
  }

  @PostMapping("/admin/salesforce/compare")
  public String compare(@AuthenticationPrincipal SignedIn reader, RedirectAttributes redirect) {
    crm.compareAll().request(reader.unit(), Scope.EVERYBODY);
    Flash.done(
            "All prospects are compared with Salesforce, those first whose changes wait already.")
        .on(redirect);
    return "redirect:" + HERE;
  }

  private Verdict verdict(int unit) {
    try {
      return switch (crm.verify().once(unit)) {
        case Result.Verified(String identity, List<String> problems, int matched) ->
            new Verdict(
                true,
                "Salesforce answers. " + identity + "." + matched(matched),
                problems.isEmpty()
                    ? ""
                    : "The sync works without these, but not for what they concern.",
                List.copyOf(problems));
        case Result.Refused(String message) ->
            new Verdict(false, message, Advice.onRefusal(message), List.of());
      };
    } catch (Secrets.WrongKey e) {
      return new Verdict(false, String.valueOf(e.getMessage()), "", List.of());
    }
  }

  private static String matched(int users) {
    return switch (users) {
      case 0 -> "";
      case 1 -> " One more of our users was recognised there.";
      default -> " " + users + " more of our users were recognised there.";
    };
  }
}
