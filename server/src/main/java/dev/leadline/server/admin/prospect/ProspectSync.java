package dev.leadline.server.admin.prospect;

import dev.leadline.connector.Connector;
import dev.leadline.link.Link;
import dev.leadline.link.SyncStates;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Among;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Prospect;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.prospect.ProspectList.SyncBadge;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.Explain.Explanation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How prospects stand with Salesforce, and asking for one to be synced. */
@Controller
public final class ProspectSync {
  /**
   * Why a prospect is or is not in step.
   *
   * @param detail what Salesforce said; the empty text: nothing
   * @param since since when it is so, if known
   * @param record type and id of its record; the empty text: none
   * @param recordAddress where to see it; the empty text: not known
   * @param leftOut labels of fields whose value the record cannot hold
   * @param mayAsk whether asking to sync it now makes sense
   */
  public record Panel(
      Reason reason,
      String tone,
      String detail,
      @Nullable Instant since,
      String record,
      String recordAddress,
      List<String> leftOut,
      boolean mayAsk) {

    /** Whether the record over there is gone and another may be allowed. */
    public boolean mayAllowAgain() {
      return reason == Reason.DELETED;
    }
  }

  private final Crm crm;
  private final SyncStates states;
  private final ProspectEdits edits;

  public ProspectSync(Crm crm, SyncStates states, ProspectEdits edits) {
    this.crm = crm;
    this.states = states;
    this.edits = edits;
  }

  @PostMapping("/admin/prospects/{id}/sync")
  public String syncNow(
      @AuthenticationPrincipal SignedIn user, @PathVariable long id, RedirectAttributes redirect) {
    edits.seen(user, id);
    crm.syncNow().request(user.unit(), Crm.REMOTE, id);
    Flash.done("The prospect goes first now; it takes a few seconds.").on(redirect);
    return "redirect:/admin/prospects/" + id;
  }

  @PostMapping("/admin/prospects/{id}/allow-record")
  public String allowAgain(
      @AuthenticationPrincipal SignedIn user, @PathVariable long id, RedirectAttributes redirect) {
    edits.seen(user, id);
    if (crm.stores().links().allowAgain(user.unit(), Crm.REMOTE, id)) {
      crm.syncNow().request(user.unit(), Crm.REMOTE, id);
      Flash.done("A new record may be created, and is asked for.").on(redirect);
    }
    return "redirect:/admin/prospects/" + id;
  }

  Panel panel(Prospect prospect) {
    Explanation told = crm.explain().of(prospect, Crm.REMOTE);
    Optional<Connector> connector = crm.stores().connectors().find(prospect.unit(), Crm.REMOTE);
    String id = told.link().map(Link::place).map(place -> place.id()).orElse("");
    String type = told.link().map(Link::place).map(place -> place.type()).orElse("");
    return new Panel(
        told.reason(),
        tone(told.reason()),
        told.detail() == null ? "" : told.detail(),
        told.since(),
        (type + " " + id).strip(),
        id.isEmpty() ? "" : connector.map(it -> address(it, id)).orElse(""),
        told.leftOut().stream().map(Field::label).toList(),
        connector.map(Connector::running).orElse(false) && prospect.archivedAt() == null);
  }

  /** The badges of many, by prospect; one without a record has none. */
  Map<Long, SyncBadge> badges(int unit, Collection<Long> prospects) {
    Map<Long, SyncBadge> badges = new HashMap<>();
    states
        .of(unit, Crm.REMOTE, List.copyOf(prospects))
        .forEach((id, state) -> badges.put(id, badge(state)));
    return badges;
  }

  /** The prospects that a filter's word means. */
  static Among among(int unit, String word) {
    return switch (word) {
      case "linked" -> SyncStates.linked(unit, Crm.REMOTE);
      case "unlinked" -> SyncStates.unlinked(unit, Crm.REMOTE);
      case "error" -> SyncStates.inError(unit, Crm.REMOTE);
      default -> Among.ALL;
    };
  }

  private static SyncBadge badge(SyncStates.State state) {
    return switch (state) {
      case LINKED -> new SyncBadge("linked", "green", "It has a record in Salesforce.");
      case DELETED -> new SyncBadge("deleted", "secondary", "Its record was deleted there.");
      case ERROR -> new SyncBadge("error", "red", "It could not be synced; see the prospect.");
    };
  }

  private static String tone(Reason reason) {
    return switch (reason) {
      case IN_STEP -> "green";
      case WAITING -> "blue";
      case PARKED, TROUBLE -> "red";
      case DELETED, NO_EMAIL, NOT_VERIFIED, PAUSED -> "orange";
      case NOT_CONNECTED, ARCHIVED, DO_NOT_SYNC, NOT_ASSIGNED, NOT_LINKED -> "secondary";
    };
  }

  /** Only an address that a browser may safely be sent to. */
  private static String address(Connector connector, String id) {
    String base = connector.settings().getOrDefault("login_url", "");
    return base.startsWith("https://") || base.startsWith("http://")
        ? base.replaceAll("/+$", "") + "/" + id
        : "";
  }
}
