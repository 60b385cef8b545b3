package dev.leadline.server.access;

import dev.leadline.crew.Accounts;
import java.util.Optional;

/** Lets the first administrator in where there is none. */
public final class FirstAdministrator {
  private static final int FIRST_UNIT = 1;

  /** What to tell the operator. */
  public record OneTime(String email, String password) {
    @Override
    public String toString() {
      return "OneTime[" + email + "]"; // never the password
    }
  }

  private final Accounts accounts;

  public FirstAdministrator(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Makes an administrator if nobody may sign in as one.
   *
   * @param chosen the password the operator has chosen; without one it is made up and has to be
   *     changed
   * @return the password made up, if so
   */
  public Optional<OneTime> ensure(String email, Optional<String> chosen) {
    if (!accounts.lackAdministrator()) {
      return Optional.empty();
    }
    String password = chosen.orElseGet(Passwords::madeUp);
    accounts.administrator(
        FIRST_UNIT, email, Passwords.encoder().encode(password), chosen.isEmpty());
    return chosen.isPresent() ? Optional.empty() : Optional.of(new OneTime(email, password));
  }
}
