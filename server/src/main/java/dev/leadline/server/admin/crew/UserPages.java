package dev.leadline.server.admin.crew;

import dev.leadline.crew.Groups;
import dev.leadline.crew.Groups.Group;
import dev.leadline.crew.Role;
import dev.leadline.crew.User;
import dev.leadline.crew.UserPage;
import dev.leadline.crew.UserPage.Cursor;
import dev.leadline.crew.UserSaved;
import dev.leadline.crew.Users;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.Flash;
import dev.leadline.server.admin.Form;
import dev.leadline.server.admin.NotThere;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The users of a unit: who there is, one of them, and who may come in. */
@Controller
public final class UserPages {
  private static final String LIST = "/admin/users";
  private static final int PAGE = 50;

  /**
   * The list.
   *
   * @param narrowed whether a filter is set
   * @param first the address of the first page; empty: this is it
   * @param next the address of the next page; empty: there is none
   */
  public record UserList(
      List<User> users,
      String text,
      String role,
      String state,
      boolean narrowed,
      String first,
      String next) {}

  /**
   * One user.
   *
   * @param oneTimePassword to be shown now and never again
   * @param self whether it is the reader
   */
  public record One(
      User user, List<Group> groups, Optional<String> oneTimePassword, boolean self) {}

  private final Users users;
  private final Groups groups;
  private final GivePasswords passwords;

  UserPages(Users users, Groups groups, GivePasswords passwords) {
    this.users = users;
    this.groups = groups;
    this.passwords = passwords;
  }

  @GetMapping(LIST)
  public ModelAndView list(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = "HX-Target", required = false) @Nullable String target) {
    String view = "list".equals(target) ? "crew/users-table" : "crew/users";
    return new ModelAndView(view, "page", page(user.unit(), new Form(query)));
  }

  @GetMapping("/admin/users/{id}")
  public ModelAndView one(
      @AuthenticationPrincipal SignedIn reader, @PathVariable long id, HttpServletRequest request) {
    User user = find(users, reader, id);
    List<Group> in =
        groups.all(user.unit()).stream().filter(group -> group.members().contains(id)).toList();
    return new ModelAndView(
        "crew/user", "page", new One(user, in, GivePasswords.toShow(request), id == reader.id()));
  }

  @PostMapping("/admin/users/{id}/{state:activate|deactivate}")
  public String activate(
      @AuthenticationPrincipal SignedIn reader,
      @PathVariable long id,
      @PathVariable String state,
      RedirectAttributes redirect) {
    User user = find(users, reader, id);
    boolean active = state.equals("activate");
    if (!active && id == reader.id()) {
      Flash.failed("You cannot keep yourself out. Another administrator can.").on(redirect);
      return back(id);
    }
    Flash told =
        switch (users.activate(id, active)) {
          case UserSaved.Kept _ when active -> Flash.done(user.name() + " may come in again.");
          case UserSaved.Kept _ ->
              Flash.done(user.name() + " is kept out, and gets no turns in groups any more.")
                  .with(new Flash.Undo("Undo", LIST + "/" + id + "/activate"));
          case UserSaved.LastAdministrator _ ->
              Flash.failed("This is the last active administrator. Make another user one first.");
          case UserSaved.Invalid _,
              UserSaved.EmailTaken _,
              UserSaved.CrmUserTaken _,
              UserSaved.Unknown _ ->
              throw new NotThere("user");
        };
    told.on(redirect);
    return back(id);
  }

  @PostMapping("/admin/users/{id}/password")
  public String password(
      @AuthenticationPrincipal SignedIn reader,
      @PathVariable long id,
      RedirectAttributes redirect) {
    User user = find(users, reader, id);
    if (id == reader.id()) {
      Flash.failed("Your own password is changed under Your account.").on(redirect);
    } else if (!user.active()) {
      Flash.failed("Activate the user first.").on(redirect);
    } else {
      passwords.give(id, redirect);
    }
    return back(id);
  }

  /** The user, if it is one of the reader's unit. */
  static User find(Users users, SignedIn reader, long id) {
    return users
        .find(id)
        .filter(user -> user.unit() == reader.unit())
        .orElseThrow(() -> new NotThere("user"));
  }

  private UserList page(int unit, Form query) {
    String text = query.line("q");
    String role = Role.of(query.line("role")).map(Role::text).orElse("");
    String state = query.line("state");
    Boolean active =
        switch (state) {
          case "active" -> Boolean.TRUE;
          case "inactive" -> Boolean.FALSE;
          default -> null;
        };
    long after = query.id("after").orElse(0);
    Cursor from =
        after == 0 ? Cursor.START : new Cursor(query.line("last"), query.line("first"), after);
    UserPage page =
        users.page(unit, new UserPage.Filter(text, Role.of(role).orElse(null), active), from, PAGE);
    UriComponentsBuilder here =
        UriComponentsBuilder.fromPath(LIST)
            .queryParam("q", "{q}")
            .queryParam("role", "{role}")
            .queryParam("state", "{state}");
    return new UserList(
        page.users(),
        text,
        role,
        state,
        !text.isEmpty() || !role.isEmpty() || active != null,
        after == 0
            ? ""
            : here.cloneBuilder().encode().buildAndExpand(text, role, state).toUriString(),
        page.next().map(next -> next(here, List.of(text, role, state), next)).orElse(""));
  }

  private static String next(UriComponentsBuilder here, List<String> filter, Cursor after) {
    return here.cloneBuilder()
        .queryParam("last", "{last}")
        .queryParam("first", "{first}")
        .queryParam("after", after.id())
        .encode()
        .buildAndExpand(
            filter.get(0), filter.get(1), filter.get(2), after.lastName(), after.firstName())
        .toUriString();
  }

  private static String back(long id) {
    return "redirect:" + LIST + "/" + id;
  }
}
