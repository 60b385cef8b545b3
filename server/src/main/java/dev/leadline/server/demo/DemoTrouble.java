package dev.leadline.server.demo;

/** The demo cannot run, for a reason that whoever starts it can do something about. */
public final class DemoTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One line for a person. */
  DemoTrouble(String message) {
    super(message);
  }

  DemoTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
