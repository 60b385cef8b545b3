package dev.leadline.server.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** How much the log tells; has to be decided before anybody logs. */
final class LogLevel {
  private static final String PROPERTY = "leadline.log.level";

  private LogLevel() {}

  /** This one, unless the JVM was told another. */
  static void usually(String level) {
    set(System.getProperty(PROPERTY, level));
  }

  static void set(String level) {
    System.setProperty(PROPERTY, level);
    // Tomcat speaks to the JDK's own log.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
