package dev.leadline.server.admin;

import dev.leadline.server.access.SignedIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/**
 * Gives every page its {@link Shell}, and keeps those at the door who have to choose a password
 * first.
 */
final class AddShell implements HandlerInterceptor {
  private static final String CHOOSE_PASSWORD = "/admin/account/password";

  private record Place(String label, String address, String icon) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("Overview", "/admin", "home"),
          new Place("Prospects", "/admin/prospects", "people"),
          new Place("Rules", "/admin/rules", "rules"),
          new Place("Sources", "/admin/sources", "source"),
          new Place("Salesforce", "/admin/salesforce", "sync"),
          new Place("Users", "/admin/users", "user"),
          new Place("Groups", "/admin/groups", "group"),
          new Place("Fields", "/admin/fields", "field"));

  private final InstantSource clock;
  private final String version = Assets.version();

  AddShell(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws Exception {
    SignedIn user = user(request);
    if (user != null
        && user.mustChangePassword()
        && request.getRequestURI().startsWith("/admin")
        && !request.getRequestURI().equals(CHOOSE_PASSWORD)) {
      response.sendRedirect(CHOOSE_PASSWORD);
      return false;
    }
    response.setHeader("Cache-Control", "no-store");
    return true;
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && !isRedirect(page)) {
      page.addObject(Shell.NAME, shell(request));
    }
  }

  Shell shell(HttpServletRequest request) {
    SignedIn user = user(request);
    return new Shell(
        request.getRequestURI(),
        user,
        request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf ? csrf : null,
        user == null || user.mustChangePassword() ? List.of() : menu(user, request.getRequestURI()),
        flash(request),
        when(request),
        version);
  }

  private When when(HttpServletRequest request) {
    Cookie told = WebUtils.getCookie(request, "zone");
    return new When(
        When.zone(told == null ? null : told.getValue().replace("%2F", "/")), clock.instant());
  }

  private static boolean isRedirect(ModelAndView page) {
    String view = page.getViewName();
    return view != null && view.startsWith("redirect:");
  }

  private static @Nullable SignedIn user(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal instanceof Authentication known
            && known.getPrincipal() instanceof SignedIn user
        ? user
        : null;
  }

  private static @Nullable Flash flash(HttpServletRequest request) {
    Map<String, ?> kept = RequestContextUtils.getInputFlashMap(request);
    return kept != null && kept.get(Flash.NAME) instanceof Flash flash ? flash : null;
  }

  private static List<Shell.Entry> menu(SignedIn user, String path) {
    List<Shell.Entry> menu = new ArrayList<>();
    for (Place place : PLACES) {
      if (Access.allows(user.role(), "GET", place.address())) {
        boolean current =
            path.equals(place.address())
                || (!place.address().equals("/admin") && path.startsWith(place.address() + "/"));
        menu.add(new Shell.Entry(place.label(), place.address(), place.icon(), current));
      }
    }
    return menu;
  }
}
