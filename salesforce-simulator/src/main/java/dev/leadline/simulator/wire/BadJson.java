package dev.leadline.simulator.wire;

/** The text is not the JSON that was asked for; the message is Salesforce's own. */
public final class BadJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadJson(String message) {
    super(message, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
