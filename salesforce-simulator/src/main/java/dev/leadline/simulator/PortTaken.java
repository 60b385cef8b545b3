package dev.leadline.simulator;

/** Another process listens where the org should. */
public final class PortTaken extends Exception {
  private static final long serialVersionUID = 1L;

  PortTaken(String bind, int port, Throwable cause) {
    super(
        "port "
            + port
            + " on "
            + bind
            + " is taken or cannot be opened; choose another with --port, or 0 for a free one",
        cause);
  }
}
