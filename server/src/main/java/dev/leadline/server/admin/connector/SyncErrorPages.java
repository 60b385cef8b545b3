package dev.leadline.server.admin.connector;

import dev.leadline.link.SyncErrors;
import dev.leadline.link.SyncErrors.Group;
import dev.leadline.link.SyncErrors.SyncError;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.Prospects;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.NotThere;
import dev.leadline.server.admin.connector.ReadState.Head;
import dev.leadline.server.admin.connector.ReadState.Standing;
import dev.leadline.server.wiring.Crm;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What could not be synced, grouped by cause, and trying it again. */
@Controller
public final class SyncErrorPages {
  private static final String HERE = "/admin/salesforce/errors";
  private static final String CAUSE = "/admin/salesforce/errors/cause";
  private static final int PAGE = 25;

  /** A cause, and what can be done about it. */
  public record Cause(Group group, String advice) {
    /** Where its prospects are listed. */
    public String address() {
      return cause(group.code());
    }
  }

  /** The list. */
  public record Causes(Head head, Standing standing, List<Cause> causes) {}

  /** A prospect that could not be synced. */
  public record Row(SyncError error, String name) {}

  /**
   * One cause.
   *
   * @param first the address of the first page; empty: this is it
   * @param next the address of the next page; empty: there is none
   */
  public record One(Head head, Cause cause, List<Row> rows, String first, String next) {}

  private final SyncErrors errors;
  private final Prospects prospects;
  private final ReadState state;

  SyncErrorPages(SyncErrors errors, Prospects prospects, ReadState state) {
    this.errors = errors;
    this.prospects = prospects;
    this.state = state;
  }

  @GetMapping(HERE)
  public ModelAndView causes(@AuthenticationPrincipal SignedIn reader) {
    int unit = reader.unit();
    List<Cause> causes =
        errors.groups(unit, Crm.REMOTE).stream().map(SyncErrorPages::cause).toList();
    return new ModelAndView(
        "connector/errors", "page", new Causes(state.head(unit), state.standing(unit), causes));
  }

  @GetMapping(CAUSE)
  public ModelAndView one(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam String code,
      @RequestParam(defaultValue = "9223372036854775807") long before) {
    int unit = reader.unit();
    Cause cause =
        errors.groups(unit, Crm.REMOTE).stream()
            .filter(group -> group.code().equals(code))
            .map(SyncErrorPages::cause)
            .findFirst()
            .orElseThrow(() -> new NotThere("cause of errors any more"));
    List<SyncError> found = errors.page(unit, Crm.REMOTE, code, before, PAGE + 1);
    List<SyncError> shown = found.size() > PAGE ? found.subList(0, PAGE) : found;
    return new ModelAndView(
        "connector/cause",
        "page",
        new One(
            state.head(unit),
            cause,
            shown.stream().map(error -> new Row(error, name(error.prospect()))).toList(),
            before == Long.MAX_VALUE ? "" : cause(code),
            found.size() > PAGE ? cause(code) + "&before=" + shown.getLast().id() : ""));
  }

  @PostMapping("/admin/salesforce/errors/retry")
  public String retry(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam long prospect,
      @RequestParam(defaultValue = "") String code,
      RedirectAttributes redirect) {
    Flash told =
        errors.retry(reader.unit(), Crm.REMOTE, prospect)
            ? Flash.done(name(prospect) + " is tried again. If it fails anew, it comes back here.")
            : Flash.warning("It was tried again already.");
    paused(reader, told).on(redirect);
    boolean more = !errors.page(reader.unit(), Crm.REMOTE, code, Long.MAX_VALUE, 1).isEmpty();
    return "redirect:" + (more ? cause(code) : HERE);
  }

  @PostMapping("/admin/salesforce/errors/retry-all")
  public String retryAll(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam String code,
      RedirectAttributes redirect) {
    int tried = errors.retryAll(reader.unit(), Crm.REMOTE, code);
    String whom = tried == 1 ? "One prospect is" : tried + " prospects are";
    paused(reader, Flash.done(whom + " tried again. What fails anew comes back here."))
        .on(redirect);
    return "redirect:" + HERE;
  }

  /** While nothing runs, nothing is tried either. */
  private Flash paused(SignedIn reader, Flash told) {
    return state.head(reader.unit()).running()
        ? told
        : Flash.warning("It is tried once the connector runs. At present it does not.");
  }

  private String name(long prospect) {
    return prospects.find(prospect).map(Prospect::displayName).orElse("Prospect " + prospect);
  }

  private static Cause cause(Group group) {
    return new Cause(group, Advice.on(group.code(), group.remedy()));
  }

  private static String cause(String code) {
    return UriComponentsBuilder.fromPath(CAUSE)
        .queryParam("code", "{code}")
        .encode()
        .buildAndExpand(code)
        .toUriString();
  }
}
