package dev.leadline.salesforce;

import java.net.URI;
import java.util.Set;

/** Keeps credentials from leaving the machine unencrypted. */
final class Safe {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private Safe() {}

  static boolean mayCarryToken(URI url) {
    if (url.getHost() == null) {
      return false;
    }
    return "https".equals(url.getScheme())
        || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
  }
}
