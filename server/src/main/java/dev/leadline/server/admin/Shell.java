package dev.leadline.server.admin;

import dev.leadline.server.access.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What every page shows around its content.
 *
 * @param user null where nobody is signed in
 * @param version of the files beside the page, so that a new release is not shown with old ones
 */
public record Shell(
    String path,
    @Nullable SignedIn user,
    @Nullable CsrfToken csrf,
    List<Entry> menu,
    @Nullable Flash flash,
    When when,
    String version) {

  /** The name under which templates ask for it. */
  static final String NAME = "shell";

  /** A line of the menu. */
  public record Entry(String label, String address, String icon, boolean current) {}

  /** Whether the signed-in user may do this. */
  public boolean may(Right right) {
    return user != null && right.isOf(user.role());
  }

  /** As the header that the script sends along. */
  public String csrfHeader() {
    return csrf == null ? "" : csrf.getHeaderName();
  }

  public String csrfField() {
    return csrf == null ? "" : csrf.getParameterName();
  }

  public String csrfToken() {
    return csrf == null ? "" : csrf.getToken();
  }
}
