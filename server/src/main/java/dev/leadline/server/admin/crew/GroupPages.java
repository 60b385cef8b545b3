package dev.leadline.server.admin.crew;

import dev.leadline.crew.Groups;
import dev.leadline.crew.Groups.Group;
import dev.leadline.crew.Groups.Saved;
import dev.leadline.crew.User;
import dev.leadline.crew.Users;
import dev.leadline.prospect.Action;
import dev.leadline.rule.Rule;
import dev.leadline.rule.RuleBook;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Filled;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private static final String LIST = "/admin/groups";

  /** A group among others. */
  public record Listed(Group group, List<User> active, int inactive) {
    /** Those who get turns, in words. */
    public String names() {
      return active.stream().map(User::name).collect(Collectors.joining(", "));
    }
  }

  /** The list, with the form for a new one. */
  public record GroupList(List<Listed> groups, Filled filled) {}

  /** A user who may be a member. */
  public record Candidate(User user, boolean member) {}

  /**
   * One group.
   *
   * @param rules that assign to it
   */
  public record One(Group group, List<Candidate> candidates, List<Rule> rules, Filled filled) {
    public long members() {
      return candidates.stream().filter(Candidate::member).count();
    }
  }

  private final Groups groups;
  private final Users users;
  private final RuleBook rules;

  GroupPages(Groups groups, Users users, RuleBook rules) {
    this.groups = groups;
    this.users = users;
    this.rules = rules;
  }

  @GetMapping(LIST)
  public ModelAndView list(@AuthenticationPrincipal SignedIn reader) {
    return list(reader, Filled.fresh(Form.empty()));
  }

  @PostMapping(LIST)
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    Saved saved = groups.create(reader.unit(), form.line("name"));
    if (saved instanceof Saved.Kept(Group group)) {
      Flash.done("The group is there. Now choose its members.").on(redirect);
      return new ModelAndView("redirect:" + LIST + "/" + group.id());
    }
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return list(reader, new Filled(form, Map.of("name", problem(saved))));
  }

  @GetMapping("/admin/groups/{id}")
  public ModelAndView one(@AuthenticationPrincipal SignedIn reader, @PathVariable long id) {
    Group group = find(reader, id);
    return one(group, group.members(), Filled.fresh(Form.empty().with("name", group.name())));
  }

  @PostMapping("/admin/groups/{id}")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn reader,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Group group = find(reader, id);
    Form form = new Form(typed);
    List<Long> members =
        form.all("member").stream()
            .filter(member -> member.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .toList();
    Saved saved = groups.rename(id, form.line("name"));
    if (saved instanceof Saved.Kept) {
      groups.setMembers(id, members);
      Flash.done("The group is saved.").on(redirect);
      return new ModelAndView("redirect:" + LIST + "/" + id);
    }
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return one(group, members, new Filled(form, Map.of("name", problem(saved))));
  }

  @PostMapping("/admin/groups/{id}/delete")
  public String delete(
      @AuthenticationPrincipal SignedIn reader,
      @PathVariable long id,
      RedirectAttributes redirect) {
    Group group = find(reader, id);
    if (!rulesOf(group).isEmpty()) {
      Flash.failed("Rules assign to this group. Change them first.").on(redirect);
      return "redirect:" + LIST + "/" + id;
    }
    groups.delete(id);
    Flash.done("The group " + group.name() + " is deleted. Its users stay.").on(redirect);
    return "redirect:" + LIST;
  }

  private ModelAndView list(SignedIn reader, Filled filled) {
    Map<Long, User> byId =
        users.all(reader.unit()).stream().collect(Collectors.toMap(User::id, Function.identity()));
    List<Listed> listed =
        groups.all(reader.unit()).stream().map(group -> listed(group, byId)).toList();
    return new ModelAndView("crew/groups", "page", new GroupList(listed, filled));
  }

  private static Listed listed(Group group, Map<Long, User> byId) {
    List<User> active = new ArrayList<>();
    for (Long member : group.members()) {
      User user = byId.get(member);
      if (user != null && user.active()) {
        active.add(user);
      }
    }
    return new Listed(group, active, group.members().size() - active.size());
  }

  /** Active users, and members who are not. */
  private ModelAndView one(Group group, List<Long> members, Filled filled) {
    List<Candidate> candidates =
        users.all(group.unit()).stream()
            .map(user -> new Candidate(user, members.contains(user.id())))
            .filter(candidate -> candidate.member() || candidate.user().active())
            .toList();
    return new ModelAndView(
        "crew/group", "page", new One(group, candidates, rulesOf(group), filled));
  }

  private List<Rule> rulesOf(Group group) {
    return rules.list(group.unit()).stream()
        .map(RuleBook.Listed::rule)
        .filter(rule ->
            rule.actions().stream()
                .anyMatch(action ->
                    action instanceof Action.AssignToGroup to && to.group() == group.id()))
        .toList();
  }

  private Group find(SignedIn reader, long id) {
    return groups
        .find(id)
        .filter(group -> group.unit() == reader.unit())
        .orElseThrow(() -> new NotThere("group"));
  }

  private static String problem(Saved saved) {
    return switch (saved) {
      case Saved.Kept _ -> "";
      case Saved.Invalid(String problem) -> problem;
      case Saved.NameTaken _ -> "Another group has this name.";
      case Saved.Unknown _ -> throw new NotThere("group");
    };
  }
}
