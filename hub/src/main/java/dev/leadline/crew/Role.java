package dev.leadline.crew;

import java.util.Arrays;
import java.util.Optional;

/** What a user may do. The text is stored and shown; it must never change. */
public enum Role {
  ADMINISTRATOR("Administrator"),
  MARKETING("Marketing"),
  SALES_MANAGER("Sales Manager"),
  SALES("Sales");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The role with this text, in any case. */
  public static Optional<Role> of(String text) {
    String wanted = text.strip();
    return Arrays.stream(values()).filter(role -> role.text.equalsIgnoreCase(wanted)).findFirst();
  }
}
