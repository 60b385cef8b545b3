package dev.leadline.server.admin.crew;

import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.User;
import dev.leadline.crew.UserPage;
import dev.leadline.crew.UserPage.Cursor;
import dev.leadline.crew.UserPage.Filter;
import dev.leadline.crew.UserSaved;
import dev.leadline.crew.Users;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Users: who they are, what they may do, and their passwords. */
@Controller
public final class UserPages {
  private static final int PAGE = 100;

  /**
   * The list.
   *
   * @param next the address of the next page; empty: none
   */
  public record UserList(List<User> users, String text, String role, String active, String next) {}

  /**
   * The form of one user.
   *
   * @param id 0: the user does not exist yet
   * @param typed what the inputs hold
   */
  public record Fill(
      long id, String title, Form typed, Optional<User> user, List<String> problems) {
    public List<Role> roles() {
      return List.of(Role.values());
    }
  }

  /** A password made up a moment ago, shown this once. */
  public record OneTime(User user, String password) {}

  private final Users users;
  private final PasswordEncoder encoder;

  public UserPages(Users users, PasswordEncoder encoder) {
    this.users = users;
    this.encoder = encoder;
  }

  @GetMapping("/admin/users")
  public ModelAndView list(
      @AuthenticationPrincipal SignedIn user, @RequestParam MultiValueMap<String, String> query) {
    Form form = new Form(query);
    Filter filter =
        new Filter(
            form.line("q"),
            Role.of(form.line("role")).orElse(null),
            switch (form.line("active")) {
              case "yes" -> Boolean.TRUE;
              case "no" -> Boolean.FALSE;
              default -> null;
            });
    Cursor after =
        form.id("id").isPresent()
            ? new Cursor(form.text("last"), form.text("first"), form.id("id").getAsLong())
            : Cursor.START;
    UserPage page = users.page(user.unit(), filter, after, PAGE);
    return new ModelAndView(
        "crew/users",
        "page",
        new UserList(
            page.users(),
            form.line("q"),
            form.line("role"),
            form.line("active"),
            page.next().map(next -> next(form, next)).orElse("")));
  }

  @GetMapping("/admin/users/new")
  public ModelAndView empty() {
    return form(
        new Fill(
            0,
            "New user",
            Form.empty().with("role", Role.SALES.text()),
            Optional.empty(),
            List.of()));
  }

  @PostMapping("/admin/users/new")
  public ModelAndView create(
      @AuthenticationPrincipal SignedIn admin,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Form form = new Form(typed);
    UserSaved saved = users.create(admin.unit(), profile(form));
    if (saved instanceof UserSaved.Kept(User user)) {
      Flash.done(user.name() + " is there. Give out a password to let the user sign in.")
          .on(redirect);
      return new ModelAndView("redirect:/admin/users/" + user.id());
    }
    return again(new Fill(0, "New user", form, Optional.empty(), problems(saved)), response);
  }

  @GetMapping("/admin/users/{id}")
  public ModelAndView edit(@AuthenticationPrincipal SignedIn admin, @PathVariable long id) {
    User user = seen(admin, id);
    return form(new Fill(id, user.name(), typed(user), Optional.of(user), List.of()));
  }

  @PostMapping("/admin/users/{id}")
  public ModelAndView save(
      @AuthenticationPrincipal SignedIn admin,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    User user = seen(admin, id);
    Form form = new Form(typed);
    UserSaved saved = users.edit(id, profile(form));
    if (saved instanceof UserSaved.Kept) {
      Flash.done("The changes are saved.").on(redirect);
      return new ModelAndView("redirect:/admin/users/" + id);
    }
    return again(new Fill(id, user.name(), form, Optional.of(user), problems(saved)), response);
  }

  @PostMapping("/admin/users/{id}/{state:activate|deactivate}")
  public String activate(
      @AuthenticationPrincipal SignedIn admin,
      @PathVariable long id,
      @PathVariable String state,
      RedirectAttributes redirect) {
    User user = seen(admin, id);
    boolean active = state.equals("activate");
    UserSaved saved = users.activate(id, active);
    if (saved instanceof UserSaved.Kept) {
      Flash told =
          active
              ? Flash.done(user.name() + " may sign in and is given turns again.")
              : Flash.done(user.name() + " cannot sign in any more. Prospects stay assigned.")
                  .with(new Flash.Undo("Undo", "/admin/users/" + id + "/activate"));
      told.on(redirect);
    } else {
      Flash.failed(String.join(" ", problems(saved))).on(redirect);
    }
    return "redirect:/admin/users/" + id;
  }

  /** Answers with a page, not a redirect: the password is shown this once and kept nowhere. */
  @PostMapping("/admin/users/{id}/password")
  public ModelAndView resetPassword(
      @AuthenticationPrincipal SignedIn admin, @PathVariable long id) {
    User user = seen(admin, id);
    String password = Passwords.madeUp();
    String hash = encoder.encode(password);
    if (hash == null || !users.setPassword(id, hash, true)) {
      throw new NotThere("user");
    }
    return new ModelAndView("crew/one-time", "page", new OneTime(user, password));
  }

  private User seen(SignedIn admin, long id) {
    return users
        .find(id)
        .filter(user -> user.unit() == admin.unit())
        .orElseThrow(() -> new NotThere("user"));
  }

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

  private static Form typed(User user) {
    Profile profile = user.profile();
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

  private static List<String> problems(UserSaved saved) {
    return switch (saved) {
      case UserSaved.Kept _ -> List.of();
      case UserSaved.Invalid(List<String> problems) -> problems;
      case UserSaved.EmailTaken(String email) ->
          List.of("Another user has the email " + email + ".");
      case UserSaved.CrmUserTaken(String id) ->
          List.of("Another user is the CRM's user " + id + ".");
      case UserSaved.LastAdministrator _ ->
          List.of("This is the last active administrator; make another one first.");
      case UserSaved.Unknown _ -> throw new NotThere("user");
    };
  }

  private static String next(Form form, Cursor next) {
    return "/admin/users?q=%s&role=%s&active=%s&last=%s&first=%s&id=%d"
        .formatted(
            encoded(form.line("q")),
            encoded(form.line("role")),
            encoded(form.line("active")),
            encoded(next.lastName()),
            encoded(next.firstName()),
            next.id());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ModelAndView again(Fill page, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
    return form(page);
  }

  private static ModelAndView form(Fill page) {
    return new ModelAndView("crew/user", "page", page);
  }
}
