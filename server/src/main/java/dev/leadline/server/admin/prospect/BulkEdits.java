package dev.leadline.server.admin.prospect;

import dev.leadline.intake.Outcome;
import dev.leadline.prospect.Action;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The same done to several prospects chosen in a list. */
@Controller
public final class BulkEdits {
  private static final int MOST = 500;
  private static final String LIST = "/admin/prospects";

  private final ProspectEdits edits;
  private final Names.Rooms names;

  public BulkEdits(ProspectEdits edits, Names.Rooms names) {
    this.edits = edits;
    this.names = names;
  }

  @PostMapping("/admin/prospects/bulk")
  public String bulk(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      RedirectAttributes redirect)
      throws Exception {
    Form form = new Form(typed);
    List<Long> chosen =
        form.all("id").stream()
            .filter(id -> id.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .distinct()
            .limit(MOST)
            .toList();
    Optional<Action> action = action(user, form);
    if (chosen.isEmpty()) {
      Flash.failed("Choose at least one prospect.").on(redirect);
    } else if (action.isEmpty()) {
      Flash.failed("Say which tag, or which user.").on(redirect);
    } else {
      List<Outcome> outcomes = edits.act(user, chosen, action.get());
      long changed = outcomes.stream().filter(each -> each instanceof Outcome.Updated).count();
      Flash.done(
              changed
                  + (changed == 1 ? " prospect" : " prospects")
                  + " changed, "
                  + (outcomes.size() - changed)
                  + " were like that already.")
          .on(redirect);
    }
    return "redirect:" + back(form.line("back"));
  }

  private Optional<Action> action(SignedIn user, Form form) {
    String tag = OneProspect.tags(form.text("tag")).stream().findFirst().orElse("");
    return switch (form.line("do")) {
      case "tag" -> tag.isEmpty() ? Optional.empty() : Optional.of(new Action.AddTag(tag));
      case "untag" -> tag.isEmpty() ? Optional.empty() : Optional.of(new Action.RemoveTag(tag));
      case "unassign" -> Optional.of(new Action.Unassign());
      case "archive" -> Optional.of(new Action.Archive());
      case "restore" -> Optional.of(new Action.Restore());
      case "assign" -> assign(user, form.id("owner"));
      default -> Optional.empty();
    };
  }

  private Optional<Action> assign(SignedIn user, OptionalLong owner) {
    return owner.isPresent()
            && names.of(user.unit()).assignable().stream()
                .anyMatch(each -> each.id() == owner.getAsLong())
        ? Optional.of(new Action.AssignToUser(owner.getAsLong(), true))
        : Optional.empty();
  }

  /** Back to the list as it was; nowhere else, whatever the form says. */
  private static String back(String address) {
    boolean list = address.equals(LIST) || address.startsWith(LIST + "?");
    return list && address.chars().allMatch(letter -> letter > ' ' && letter < 127)
        ? address.replace("{", "%7B").replace("}", "%7D")
        : LIST;
  }
}
