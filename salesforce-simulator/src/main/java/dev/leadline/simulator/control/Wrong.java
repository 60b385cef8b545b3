package dev.leadline.simulator.control;

/** A control request that cannot be carried out, with the HTTP status that says why. */
final class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  Wrong(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
