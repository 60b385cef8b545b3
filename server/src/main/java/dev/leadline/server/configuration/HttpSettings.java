package dev.leadline.server.configuration;

/**
 * Where the server listens.
 *
 * @param address to bind; empty: all of them
 * @param port 0: any that is free
 */
public record HttpSettings(String address, int port) {
  public static final HttpSettings DEFAULT = new HttpSettings("", 8080);

  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port must be between 0 and 65535, not " + port);
    }
  }
}
