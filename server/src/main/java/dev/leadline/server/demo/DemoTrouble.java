package dev.leadline.server.demo;

/** The demo cannot run, for a reason that whoever starts it can do something about. */
public class DemoTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One line for a person. */
  DemoTrouble(String message) {
    super(message);
  }

  DemoTrouble(String message, Throwable cause) {
    super(message, cause);
  }

  /** Another program listens where the hub or the org should. */
  public static final class PortTaken extends DemoTrouble {
    private static final long serialVersionUID = 1;

    PortTaken(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
