package dev.leadline.server.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** How much the log tells; has to be decided before anybody logs. */
final class LogLevel {
  private LogLevel() {}

  static void set(String level) {
    System.setProperty("leadline.log.level", level);
    // Tomcat speaks to the JDK's own log.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
