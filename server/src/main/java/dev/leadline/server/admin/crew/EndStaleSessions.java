package dev.leadline.server.admin.crew;

import dev.leadline.crew.Accounts;
import dev.leadline.crew.Accounts.Account;
import dev.leadline.server.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Ends the session of a user who may no longer do what the session lets: one who was deactivated,
 * has another role, or whose password was changed elsewhere.
 */
final class EndStaleSessions implements HandlerInterceptor {
  private final Accounts accounts;

  EndStaleSessions(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws Exception {
    if (!(request.getUserPrincipal() instanceof Authentication known)
        || !(known.getPrincipal() instanceof SignedIn user)
        || accounts.find(user.getUsername()).filter(now -> same(user, now)).isPresent()) {
      return true;
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    response.sendRedirect("/sign-in?out");
    return false;
  }

  private static boolean same(SignedIn user, Account now) {
    return now.id() == user.id()
        && now.unit() == user.unit()
        && now.role().equals(user.role())
        && now.sessions() == user.sessions()
        && now.passwordTemporary() == user.mustChangePassword();
  }
}
