package dev.leadline.server.configuration;

/**
 * Where the server listens, and what it tells of itself.
 *
 * @param address to bind; empty: all of them
 * @param port 0: any that is free
 * @param behindProxy whether X-Forwarded headers are believed, and cookies travel by TLS only
 */
public record HttpSettings(
    String address, int port, boolean behindProxy, Metrics metrics, AccessLog accessLog) {

  /** Who may read the metrics. */
  public enum Metrics {
    /** This machine only. */
    LOCAL,
    EVERYONE,
    NOBODY
  }

  /** Which requests are written to the access log. */
  public enum AccessLog {
    /** All but accepted Segment calls, which are kept as signals anyway. */
    UNUSUAL,
    ALL,
    NONE
  }

  public static final HttpSettings DEFAULT =
      new HttpSettings("", 8080, false, Metrics.LOCAL, AccessLog.UNUSUAL);

  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("http.port must be between 0 and 65535, not " + port);
    }
  }

  /** On this machine only. */
  public static HttpSettings local(int port) {
    return new HttpSettings("127.0.0.1", port, false, Metrics.LOCAL, AccessLog.UNUSUAL);
  }
}
