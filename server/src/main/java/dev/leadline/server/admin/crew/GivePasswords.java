package dev.leadline.server.admin.crew;

import dev.leadline.crew.Accounts;
import dev.leadline.server.access.Passwords;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes up passwords that work once, for an administrator to hand on. */
final class GivePasswords {
  private static final String NAME = "oneTimePassword";

  /** A password on its way to the page that shows it. */
  private record OneTime(String password) implements Serializable {
    @Override
    public String toString() {
      return "OneTime[hidden]";
    }
  }

  private final Accounts accounts;
  private final PasswordEncoder encoder;

  GivePasswords(Accounts accounts, PasswordEncoder encoder) {
    this.accounts = accounts;
    this.encoder = encoder;
  }

  /** Gives the user a new password, which the next page shows, and only that one. */
  void give(long user, RedirectAttributes redirect) {
    String password = Passwords.madeUp();
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("The password could not be hashed.");
    }
    accounts.changePassword(user, hash, true);
    redirect.addFlashAttribute(NAME, new OneTime(password));
  }

  /** The password that this page is to show, if any. */
  static Optional<String> toShow(HttpServletRequest request) {
    Map<String, ?> kept = RequestContextUtils.getInputFlashMap(request);
    return kept != null && kept.get(NAME) instanceof OneTime oneTime
        ? Optional.of(oneTime.password())
        : Optional.empty();
  }
}
