package dev.leadline.server.admin;

import dev.leadline.crew.Accounts;
import dev.leadline.server.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A user's own account. */
@Controller
public final class AccountPages {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;

  /**
   * The form that changes a password.
   *
   * @param first whether nothing else may be done before
   */
  public record Password(
      boolean first, String currentProblem, String problem, String againProblem) {
    boolean fine() {
      return currentProblem.isEmpty() && problem.isEmpty() && againProblem.isEmpty();
    }
  }

  private final Accounts accounts;
  private final UserDetailsService users;
  private final PasswordEncoder encoder;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  public AccountPages(Accounts accounts, UserDetailsService users, PasswordEncoder encoder) {
    this.accounts = accounts;
    this.users = users;
    this.encoder = encoder;
  }

  @GetMapping("/admin/account")
  public ModelAndView account(@AuthenticationPrincipal SignedIn user) {
    return new ModelAndView("account/one", "page", user);
  }

  @GetMapping("/admin/account/password")
  public ModelAndView form(@AuthenticationPrincipal SignedIn user) {
    return new ModelAndView(
        "account/password", "page", new Password(user.mustChangePassword(), "", "", ""));
  }

  @PostMapping("/admin/account/password")
  public ModelAndView change(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Password checked = check(user, new Form(typed));
    if (!checked.fine()) {
      response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
      return new ModelAndView("account/password", "page", checked);
    }
    accounts.changePassword(user.id(), hash(new Form(typed).text("password")), false);
    request.changeSessionId();
    enterAnew(users.loadUserByUsername(user.getUsername()), request, response);
    Flash.done("Your password is changed.").on(redirect);
    return new ModelAndView(
        "redirect:" + (user.mustChangePassword() ? "/admin" : "/admin/account"));
  }

  private Password check(SignedIn user, Form typed) {
    String current = typed.text("current");
    String password = typed.text("password");
    UserDetails stored = users.loadUserByUsername(user.getUsername());
    String currentProblem =
        encoder.matches(current, stored.getPassword()) ? "" : "That is not your current password.";
    String problem = "";
    if (password.length() < SHORTEST) {
      problem = "Use at least " + SHORTEST + " characters.";
    } else if (password.length() > LONGEST) {
      problem = "Use at most " + LONGEST + " characters.";
    } else if (password.equals(current)) {
      problem = "Choose a password other than the current one.";
    }
    String againProblem =
        password.equals(typed.text("again")) ? "" : "The two new passwords are not the same.";
    return new Password(user.mustChangePassword(), currentProblem, problem, againProblem);
  }

  private String hash(String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("The password could not be hashed.");
    }
    return hash;
  }

  private void enterAnew(
      UserDetails user, HttpServletRequest request, HttpServletResponse response) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
  }
}
