package dev.leadline.server.admin;

/** What was asked for does not exist, or not for this user. */
public final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The thing asked for, as in "There is no such prospect." */
  public NotThere(String thing) {
    super("There is no such " + thing + ".");
  }
}
