package dev.leadline.simulator.auth;

/** A refused OAuth request, as {@code {"error","error_description"}} with status 400 or 401. */
final class OAuthError extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String error;

  OAuthError(String error, String description) {
    this(400, error, description);
  }

  OAuthError(int status, String error, String description) {
    super(description, null, false, false);
    this.status = status;
    this.error = error;
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }
}
