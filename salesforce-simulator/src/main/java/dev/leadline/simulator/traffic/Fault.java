package dev.leadline.simulator.traffic;

import java.util.Locale;

/**
 * Something that shall go wrong with calls.
 *
 * @param kind what goes wrong
 * @param method the HTTP method meant, or empty for all
 * @param pathPart a part of the path meant, or empty for all
 * @param rate the share of matching calls that are hit, 0 to 1
 * @param times how many calls are hit before the fault is gone; 0 means no end
 * @param millis how long slow and hanging calls take
 */
public record Fault(
    String id, Kind kind, String method, String pathPart, double rate, int times, long millis) {

  /** The ways in which a call can go wrong. */
  public enum Kind {
    /** 401 INVALID_SESSION_ID. */
    UNAUTHORIZED,
    /** 403 REQUEST_LIMIT_EXCEEDED for the day. */
    DAILY_LIMIT,
    /** 403 REQUEST_LIMIT_EXCEEDED for concurrent calls. */
    CONCURRENT_LIMIT,
    /** 500 UNKNOWN_EXCEPTION. */
    SERVER_ERROR,
    /** 503 SERVER_UNAVAILABLE. */
    UNAVAILABLE,
    /**
     * Answers nothing for the given time, then closes the connection; the call is not carried out.
     */
    HANG,
    /** Carries the call out, then cuts the connection within the reply. */
    CUT,
    /** Carries the call out after the given time. */
    SLOW;

    /** The kind with this name in a control request, such as {@code daily-limit}. */
    public static Kind named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  boolean matches(String callMethod, String path) {
    return (method.isEmpty() || method.equalsIgnoreCase(callMethod))
        && path.toLowerCase(Locale.ROOT).contains(pathPart.toLowerCase(Locale.ROOT));
  }
}
