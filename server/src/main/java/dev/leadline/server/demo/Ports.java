package dev.leadline.server.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Says that a port is taken before anything is started. */
final class Ports {
  private Ports() {}

  static void requireFree(String option, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      if (!socket.isBound()) {
        throw new IOException("not bound");
      }
    } catch (IOException e) {
      throw taken(option, port, e);
    }
  }

  static DemoTrouble.PortTaken taken(String option, int port, Exception cause) {
    return new DemoTrouble.PortTaken(
        "Port %d is taken or may not be used; choose another with %s, or 0 for any that is free."
            .formatted(port, option),
        cause);
  }
}
