package dev.leadline.server.admin;

import dev.leadline.server.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way in. */
@Controller
public final class SignInPages {
  private static final int LONGEST_WAIT = 3600;

  /** The sign-in page. */
  public record SignIn(String email, String problem, boolean signedOut) {}

  @GetMapping("/")
  public String start() {
    return "redirect:/admin";
  }

  @GetMapping("/sign-in")
  public ModelAndView form(
      @AuthenticationPrincipal @Nullable SignedIn user,
      @RequestParam MultiValueMap<String, String> query,
      HttpServletRequest request) {
    if (user != null) {
      return new ModelAndView("redirect:/admin");
    }
    return new ModelAndView(
        "sign-in",
        "page",
        new SignIn(typedEmail(request), problem(new Form(query)), query.containsKey("out")));
  }

  private static String problem(Form query) {
    if (query.has("failed")) {
      return "That email and password do not belong together.";
    }
    if (query.has("broken")) {
      return "Leadline cannot look you up right now. Try again in a moment.";
    }
    return query.number("wait").stream()
        .filter(seconds -> seconds > 0 && seconds <= LONGEST_WAIT)
        .mapToObj(seconds -> "Too many attempts. Try again in " + inWords(seconds) + ".")
        .findFirst()
        .orElse("");
  }

  private static String inWords(int seconds) {
    return seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
  }

  private static String typedEmail(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(SignInDoor.EMAIL) instanceof String email)) {
      return "";
    }
    session.removeAttribute(SignInDoor.EMAIL);
    return email;
  }
}
