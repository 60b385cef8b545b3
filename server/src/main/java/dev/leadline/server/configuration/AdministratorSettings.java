package dev.leadline.server.configuration;

import java.util.Optional;

/**
 * The administrator made at the first start, when there is none.
 *
 * @param password chosen by the operator; without one it is made up and printed once
 */
public record AdministratorSettings(String email, Optional<String> password) {
  public static final AdministratorSettings DEFAULT =
      new AdministratorSettings("admin@localhost", Optional.empty());

  public AdministratorSettings {
    if (email.indexOf('@') < 1) {
      throw new IllegalArgumentException("the administrator's email is not a valid address");
    }
    if (password.filter(chosen -> chosen.length() < 12).isPresent()) {
      throw new IllegalArgumentException(
          "the administrator's password must have at least 12 characters");
    }
  }

  @Override
  public String toString() {
    return "AdministratorSettings[" + email + "]"; // never the password
  }
}
