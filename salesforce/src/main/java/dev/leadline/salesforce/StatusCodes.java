package dev.leadline.salesforce;

import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.RemoteTrouble.Kind;
import java.time.Duration;
import java.util.Set;

/** What Salesforce's error codes mean: who must act, and when another try makes sense. */
final class StatusCodes {
  private static final Duration MOMENT = Duration.ofSeconds(10);
  private static final Duration WHILE = Duration.ofSeconds(30);
  private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofMinutes(5);
  private static final Duration UNTIL_CALLS_EXPIRE = Duration.ofMinutes(15);

  private static final Set<String> TRANSIENT =
      Set.of(
          "UNABLE_TO_LOCK_ROW",
          "REQUEST_RUNNING_TOO_LONG",
          "QUERY_TIMEOUT",
          "SERVER_UNAVAILABLE",
          "UNKNOWN_EXCEPTION",
          "INTERNAL_SERVER_ERROR",
          "REQUEST_TIMEOUT_OR_CONFLICT",
          "ORG_IN_MAINTENANCE",
          "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
          "PLATFORM_EVENT_PUBLISHING_UNAVAILABLE");
  private static final Set<String> QUOTA =
      Set.of("REQUEST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED", "STORAGE_LIMIT_EXCEEDED");
  private static final Set<String> SWITCHED_OFF =
      Set.of("API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED");
  private static final Set<String> NEIGHBOUR =
      Set.of("ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED", "BATCH_PROCESSING_HALTED");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "CANNOT_UPDATE_CONVERTED_LEAD",
          "ENTITY_IS_DELETED",
          "DUPLICATE_EXTERNAL_ID",
          "DUPLICATE_VALUE",
          "DUPLICATES_DETECTED",
          "INVALID_CROSS_REFERENCE_KEY",
          "MULTIPLE_CHOICES",
          "NOT_FOUND");
  private static final Set<String> SESSION = Set.of("INVALID_SESSION_ID", "INVALID_AUTH_HEADER");
  private static final Set<String> NONSENSE =
      Set.of(
          "MALFORMED_QUERY",
          "JSON_PARSER_ERROR",
          "INVALID_QUERY_LOCATOR",
          "EXCEEDED_ID_LIMIT",
          "INVALID_REPLICATION_DATE");

  private StatusCodes() {}

  /** What helps a record that was refused. A code that we do not know is shown to a person. */
  static Remedy remedy(String code) {
    if (TRANSIENT.contains(code)
        || QUOTA.contains(code)
        || NEIGHBOUR.contains(code)
        || SESSION.contains(code)) {
      return Remedy.RETRY;
    }
    if (ELSEWHERE.contains(code)) {
      return Remedy.RELINK;
    }
    return NONSENSE.contains(code) ? Remedy.BUG : Remedy.PERSON;
  }

  /** What a call means that was refused as a whole. */
  static RemoteTrouble trouble(int status, String code, String message) {
    String text = code.isEmpty() ? "HTTP " + status + " " + message : code + ": " + message;
    if (QUOTA.contains(code)) {
      boolean passesSoon = message.contains("Concurrent");
      return trouble(Kind.QUOTA, text, passesSoon ? MOMENT : UNTIL_CALLS_EXPIRE);
    }
    if (TRANSIENT.contains(code) || status >= 500 || status == 429 || status == 408) {
      return trouble(Kind.PASSING, text, WHILE);
    }
    if (SWITCHED_OFF.contains(code)) {
      return trouble(Kind.CONFIGURATION, text, UNTIL_CALLS_EXPIRE);
    }
    return NONSENSE.contains(code)
        ? trouble(Kind.BUG, text, UNTIL_SOMEBODY_ACTS)
        : trouble(Kind.CONFIGURATION, text, UNTIL_SOMEBODY_ACTS);
  }

  static RemoteTrouble configuration(String message) {
    return trouble(Kind.CONFIGURATION, message, UNTIL_SOMEBODY_ACTS);
  }

  static RemoteTrouble passing(String message, Throwable cause) {
    return new RemoteTrouble(Kind.PASSING, message, WHILE, cause);
  }

  static RemoteTrouble nonsense(String message, Throwable cause) {
    return new RemoteTrouble(Kind.BUG, message, UNTIL_SOMEBODY_ACTS, cause);
  }

  private static RemoteTrouble trouble(Kind kind, String message, Duration pause) {
    return new RemoteTrouble(kind, message, pause, null);
  }
}
