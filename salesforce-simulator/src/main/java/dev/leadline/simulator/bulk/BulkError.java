package dev.leadline.simulator.bulk;

/** A call that is refused, with the status and the error body it is answered with. */
final class BulkError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  BulkError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static BulkError badJob(String message) {
    return new BulkError(400, "INVALIDJOB", "InvalidJob : " + message);
  }

  static BulkError badState(String message) {
    return new BulkError(400, "INVALIDJOBSTATE", message);
  }

  static BulkError notFound() {
    return new BulkError(404, "NOT_FOUND", "The requested resource does not exist");
  }

  static BulkError notAllowed(String method, String allowed) {
    return new BulkError(
        405,
        "METHOD_NOT_ALLOWED",
        "HTTP Method '" + method + "' not allowed. Allowed are " + allowed);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
