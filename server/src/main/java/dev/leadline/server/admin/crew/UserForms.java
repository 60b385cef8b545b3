package dev.leadline.server.admin.crew;

import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.User;
import dev.leadline.crew.UserSaved;
import dev.leadline.crew.Users;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Filled;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Making a user, and editing what is written down about one. */
@Controller
public final class UserForms {
  private static final String LIST = "/admin/users";

  /** How the room's sentences begin → which input they are about. */
  private static final Map<String, String> INPUTS =
      Map.of(
          "Email Address", "email",
          "First Name", "first_name",
          "Last Name", "last_name",
          "Job title", "job_title",
          "Phone Number", "phone",
          "CRM Username", "crm_username",
          "CRM user id", "crm_user_id");

  /**
   * The form.
   *
   * @param id 0: the user does not exist yet
   */
  public record Fill(long id, String title, Filled filled, List<Role> roles) {}

  private final Users users;
  private final GivePasswords passwords;

  UserForms(Users users, GivePasswords passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  @GetMapping("/admin/users/new")
  public ModelAndView empty() {
    Form form = Form.empty().with("role", Role.SALES.text()).with("password", "yes");
    return view(0, "New user", Filled.fresh(form));
  }

  @PostMapping("/admin/users/new")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn reader,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    UserSaved saved = users.create(reader.unit(), profile(form));
    if (saved instanceof UserSaved.Kept(User user)) {
      if (form.has("password")) {
        passwords.give(user.id(), redirect);
      }
      Flash.done(user.name() + " is a user now.").on(redirect);
      return new ModelAndView("redirect:" + LIST + "/" + user.id());
    }
    return refused(0, "New user", form, saved, response);
  }

  @GetMapping("/admin/users/{id}/edit")
  public ModelAndView edit(@AuthenticationPrincipal SignedIn reader, @PathVariable long id) {
    User user = UserPages.find(users, reader, id);
    return view(id, user.name(), Filled.fresh(form(user.profile())));
  }

  @PostMapping("/admin/users/{id}/edit")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn reader,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    User user = UserPages.find(users, reader, id);
    Form form = new Form(typed);
    UserSaved saved = users.edit(id, profile(form));
    if (saved instanceof UserSaved.Kept) {
      Flash.done("The changes are saved.").on(redirect);
      return new ModelAndView("redirect:" + LIST + "/" + id);
    }
    return refused(id, user.name(), form, saved, response);
  }

  /** What was typed; the form offers no role that we do not know. */
  private static Profile profile(Form form) {
    return new Profile(
        form.line("email"),
        form.line("first_name"),
        form.line("last_name"),
        form.line("job_title"),
        form.line("phone"),
        Role.of(form.line("role")).orElse(Role.SALES),
        form.line("crm_username"),
        form.line("crm_user_id"));
  }

  private static Form form(Profile profile) {
    return Form.empty()
        .with("email", profile.email())
        .with("first_name", profile.firstName())
        .with("last_name", profile.lastName())
        .with("job_title", profile.jobTitle())
        .with("phone", profile.phone())
        .with("role", profile.role().text())
        .with("crm_username", profile.crmUsername())
        .with("crm_user_id", profile.crmUserId());
  }

  private static ModelAndView refused(
      long id, String title, Form form, UserSaved saved, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return view(id, title, new Filled(form, problems(saved)));
  }

  private static Map<String, String> problems(UserSaved saved) {
    return switch (saved) {
      case UserSaved.Kept _ -> Map.of();
      case UserSaved.Invalid(List<String> problems) -> byInput(problems);
      case UserSaved.EmailTaken _ -> Map.of("email", "Another user has this email.");
      case UserSaved.CrmUserTaken _ ->
          Map.of("crm_user_id", "Another user is this user of Salesforce.");
      case UserSaved.LastAdministrator _ ->
          Map.of("role", "This is the last active administrator. Make another user one first.");
      case UserSaved.Unknown _ -> throw new NotThere("user");
    };
  }

  private static Map<String, String> byInput(List<String> problems) {
    Map<String, String> byInput = new LinkedHashMap<>();
    for (String problem : problems) {
      String input =
          INPUTS.entrySet().stream()
              .filter(each -> problem.startsWith(each.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(Filled.WHOLE);
      byInput.merge(input, problem, (one, other) -> one + " " + other);
    }
    return byInput;
  }

  private static ModelAndView view(long id, String title, Filled filled) {
    return new ModelAndView(
        "crew/user-form", "page", new Fill(id, title, filled, List.of(Role.values())));
  }
}
