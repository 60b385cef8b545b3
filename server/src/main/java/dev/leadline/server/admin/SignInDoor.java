package dev.leadline.server.admin;

import dev.leadline.crew.Accounts;
import dev.leadline.server.access.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** How one signs in to the pages and who may open which: the pages' part of the security chain. */
public final class SignInDoor {
  /** Kept in the session until the sign-in page has shown it. */
  static final String EMAIL = "sign-in-email";

  private static final Pattern HOST = Pattern.compile("^(https?://[^/]*)?/*");
  private static final String ADDRESS = "/sign-in";
  private static final int LONGEST_EMAIL = 255;

  private final SignInLimit limit;
  private final Accounts accounts;

  public SignInDoor(Accounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.limit = new SignInLimit(clock);
  }

  /** Adds the form, the limit of attempts and the way out. */
  public void install(HttpSecurity http) {
    Entered entered = new Entered();
    http.formLogin(form ->
            form.loginPage(ADDRESS)
                .usernameParameter("email")
                .successHandler(entered)
                .failureHandler(this::refused)
                .permitAll())
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(ADDRESS + "?out").permitAll())
        .addFilterBefore(new Wait(), UsernamePasswordAuthenticationFilter.class);
  }

  private void refused(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String email = email(request);
    request.getSession().setAttribute(EMAIL, email);
    if (failure instanceof InternalAuthenticationServiceException) {
      limit.undone(email, request.getRemoteAddr());
      response.sendRedirect(ADDRESS + "?broken");
      return;
    }
    response.sendRedirect(ADDRESS + "?failed");
  }

  private static String email(HttpServletRequest request) {
    String email = request.getParameter("email");
    return email == null || email.length() > LONGEST_EMAIL ? "" : email;
  }

  /** Goes where the user wanted to go, or to the overview. */
  private final class Entered extends SavedRequestAwareAuthenticationSuccessHandler {
    Entered() {
      setDefaultTargetUrl("/admin");
      // The page that was wanted is kept with the host that its reader named; '//' begins a host,
      // too.
      setRedirectStrategy(
          (request, response, page) -> response.sendRedirect(HOST.matcher(page).replaceFirst("/")));
    }

    @Override
    public void onAuthenticationSuccess(
        HttpServletRequest request, HttpServletResponse response, Authentication authentication)
        throws ServletException, IOException {
      limit.succeeded(email(request), request.getRemoteAddr());
      if (authentication.getPrincipal() instanceof SignedIn user) {
        accounts.signedIn(user.id());
      }
      super.onAuthenticationSuccess(request, response, authentication);
    }
  }

  /** Sends away, without looking at the password, who has to wait. */
  private final class Wait extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain next)
        throws ServletException, IOException {
      if (!request.getMethod().equals("POST") || !request.getRequestURI().equals(ADDRESS)) {
        next.doFilter(request, response);
        return;
      }
      Duration wait = limit.attempt(email(request), request.getRemoteAddr());
      if (wait.isZero()) {
        next.doFilter(request, response);
        return;
      }
      request.getSession().setAttribute(EMAIL, email(request));
      response.sendRedirect(ADDRESS + "?wait=" + (wait.toSeconds() + 1));
    }
  }
}
