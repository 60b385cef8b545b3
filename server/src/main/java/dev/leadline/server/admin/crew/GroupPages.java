package dev.leadline.server.admin.crew;

import dev.leadline.crew.Groups;
import dev.leadline.crew.Groups.Group;
import dev.leadline.crew.Groups.Saved;
import dev.leadline.crew.User;
import dev.leadline.crew.Users;
import dev.leadline.prospect.Action;
import dev.leadline.rule.RuleBook;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Groups, whose members are assigned prospects in turn. */
@Controller
public final class GroupPages {
  /** The list, and what was typed for a new one. */
  public record GroupList(List<Group> groups, String name, String problem) {}

  /** One group and all who may be in it. */
  public record One(Group group, List<User> users) {}

  private final Groups groups;
  private final Users users;
  private final RuleBook rules;

  public GroupPages(Groups groups, Users users, RuleBook rules) {
    this.groups = groups;
    this.users = users;
    this.rules = rules;
  }

  @GetMapping("/admin/groups")
  public ModelAndView list(@AuthenticationPrincipal SignedIn admin) {
    return list(admin, "", "");
  }

  @PostMapping("/admin/groups")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn admin,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response) {
    String name = new Form(typed).line("name");
    Saved saved = groups.create(admin.unit(), name);
    if (saved instanceof Saved.Kept(Group group)) {
      return new ModelAndView("redirect:/admin/groups/" + group.id());
    }
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return list(admin, name, problem(saved));
  }

  @GetMapping("/admin/groups/{id}")
  public ModelAndView one(@AuthenticationPrincipal SignedIn admin, @PathVariable long id) {
    return new ModelAndView(
        "crew/group", "page", new One(seen(admin, id), users.all(admin.unit())));
  }

  @PostMapping("/admin/groups/{id}")
  public String save(
      @AuthenticationPrincipal SignedIn admin,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      RedirectAttributes redirect) {
    Group group = seen(admin, id);
    Form form = new Form(typed);
    List<Long> members =
        form.all("member").stream()
            .filter(member -> member.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .toList();
    Saved saved = groups.setMembers(id, members);
    if (!form.line("name").equals(group.name())) {
      saved = groups.rename(id, form.line("name"));
    }
    if (saved instanceof Saved.Kept) {
      Flash.done("The group is saved.").on(redirect);
    } else {
      Flash.failed(problem(saved)).on(redirect);
    }
    return "redirect:/admin/groups/" + id;
  }

  @PostMapping("/admin/groups/{id}/delete")
  public String delete(
      @AuthenticationPrincipal SignedIn admin, @PathVariable long id, RedirectAttributes redirect) {
    Group group = seen(admin, id);
    List<String> using =
        rules.list(admin.unit()).stream()
            .map(RuleBook.Listed::rule)
            .filter(rule ->
                rule.actions().stream()
                    .anyMatch(a -> a instanceof Action.AssignToGroup(long g, boolean _) && g == id))
            .map(rule -> rule.name())
            .toList();
    if (!using.isEmpty()) {
      Flash.failed("These rules assign to the group: " + String.join(", ", using) + ".")
          .on(redirect);
      return "redirect:/admin/groups/" + id;
    }
    groups.delete(id);
    Flash.done(group.name() + " is deleted; its users stay.").on(redirect);
    return "redirect:/admin/groups";
  }

  private ModelAndView list(SignedIn admin, String name, String problem) {
    return new ModelAndView(
        "crew/groups", "page", new GroupList(groups.all(admin.unit()), name, problem));
  }

  private Group seen(SignedIn admin, long id) {
    return groups
        .find(id)
        .filter(group -> group.unit() == admin.unit())
        .orElseThrow(() -> new NotThere("group"));
  }

  private static String problem(Saved saved) {
    return switch (saved) {
      case Saved.Kept _ -> "";
      case Saved.Invalid(String problem) -> problem;
      case Saved.NameTaken(String name) -> "Another group is called " + name + ".";
      case Saved.Unknown _ -> throw new NotThere("group");
    };
  }
}
