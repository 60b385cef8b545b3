package dev.leadline.server.configuration;

import java.util.List;

/** The settings cannot be used; names every error, each with where it comes from. */
public final class Misconfigured extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> errors;

  Misconfigured(List<String> errors) {
    super(String.join("; ", errors));
    this.errors = List.copyOf(errors);
  }

  public List<String> errors() {
    return errors;
  }
}
