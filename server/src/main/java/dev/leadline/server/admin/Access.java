package dev.leadline.server.admin;

import dev.leadline.server.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Who may open which page. An address that no line names is closed to everybody. */
public final class Access implements AuthorizationManager<RequestAuthorizationContext> {
  /**
   * A line of the table; the first that fits decides.
   *
   * @param address a star stands for one part of the path; at the end, for all below and the path
   *     itself
   * @param right empty: everybody who is signed in
   */
  private record Line(boolean readsOnly, Pattern address, Optional<Right> right) {
    static Line of(boolean readsOnly, String address, Optional<Right> right) {
      String below = address.endsWith("/*") ? "(/.*)?" : "";
      String rest = below.isEmpty() ? address : address.substring(0, address.length() - 2);
      return new Line(readsOnly, Pattern.compile(rest.replace("*", "[^/]+") + below), right);
    }

    boolean fits(String method, String path) {
      boolean reads = method.equals("GET") || method.equals("HEAD");
      return (reads || !readsOnly) && address.matcher(path).matches();
    }
  }

  private static final List<Line> TABLE =
      List.of(
          everybody("/admin"),
          everybody("/admin/now"),
          everybody("/admin/account/*"),
          any("/admin/prospects/export", Right.EXPORT_PROSPECTS),
          any("/admin/prospects/bulk", Right.ASSIGN_PROSPECTS),
          any("/admin/prospects/new", Right.ASSIGN_PROSPECTS),
          any("/admin/prospects/*/assign", Right.ASSIGN_PROSPECTS),
          reading("/admin/prospects/*", Right.SEE_PROSPECTS),
          any("/admin/prospects/*", Right.EDIT_PROSPECTS),
          any("/admin/rules/new", Right.EDIT_RULES),
          any("/admin/rules/parts", Right.EDIT_RULES),
          any("/admin/rules/edit/*", Right.EDIT_RULES),
          any("/admin/rules/dry-run/*", Right.EDIT_RULES),
          reading("/admin/rules/*", Right.SEE_RULES),
          any("/admin/rules/*", Right.EDIT_RULES),
          any("/admin/sources/*", Right.SOURCES),
          any("/admin/fields/*", Right.FIELDS),
          any("/admin/users/*", Right.USERS),
          any("/admin/groups/*", Right.USERS),
          any("/admin/salesforce/*", Right.CONNECTORS));

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    Authentication known = authentication.get();
    return new AuthorizationDecision(
        known != null
            && known.getPrincipal() instanceof SignedIn user
            && allows(user.role(), request.getMethod(), path(request)));
  }

  /** Whether users of a role may open an address. */
  public static boolean allows(String role, String method, String path) {
    return TABLE.stream()
        .filter(line -> line.fits(method, path))
        .findFirst()
        .map(line -> line.right().map(right -> right.isOf(role)).orElse(true))
        .orElse(false);
  }

  private static String path(HttpServletRequest request) {
    String path = request.getServletPath();
    String rest = request.getPathInfo();
    return rest == null ? path : path + rest;
  }

  private static Line everybody(String address) {
    return Line.of(false, address, Optional.empty());
  }

  private static Line reading(String address, Right right) {
    return Line.of(true, address, Optional.of(right));
  }

  private static Line any(String address, Right right) {
    return Line.of(false, address, Optional.of(right));
  }
}
