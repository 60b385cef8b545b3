package dev.leadline.server.cli;

/** How much the log tells; has to be decided before anybody logs. */
final class LogLevel {
  private LogLevel() {}

  static void set(String level) {
    System.setProperty("leadline.log.level", level);
  }
}
