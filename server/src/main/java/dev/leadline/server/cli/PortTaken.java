package dev.leadline.server.cli;

import dev.leadline.server.configuration.HttpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Another program listens where we should. */
final class PortTaken extends Exception {
  private static final long serialVersionUID = 1;

  PortTaken(int port) {
    super(
        "port %d is taken by another program. Stop that one, or choose another port (--port)."
            .formatted(port));
  }

  /** Says so before anything else is started. */
  static void check(HttpSettings http) throws PortTaken {
    if (http.port() == 0) {
      return;
    }
    InetSocketAddress address =
        http.address().isEmpty()
            ? new InetSocketAddress(http.port())
            : new InetSocketAddress(http.address(), http.port());
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw new PortTaken(http.port());
    }
  }
}
