package dev.leadline.server.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a demo is to be run.
 *
 * @param port of the hub; 0: any that is free
 * @param salesforcePort of the simulated org; 0: any that is free
 * @param data a directory of the demo's own, emptied at every start
 * @param eventsPerMinute how many calls come in by themselves; 0: none
 * @param poll how often changes are read from the org
 */
public record DemoSettings(
    int port, int salesforcePort, Path data, int eventsPerMinute, Duration poll) {
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_EVENTS = 6_000;

  public DemoSettings {
    checkPort("--port", port);
    checkPort("--salesforce-port", salesforcePort);
    if (port != 0 && port == salesforcePort) {
      throw new DemoTrouble("--port and --salesforce-port must differ; both are " + port + ".");
    }
    if (eventsPerMinute < 0 || eventsPerMinute > MOST_EVENTS) {
      throw new DemoTrouble("--events-per-minute must be between 0 and " + MOST_EVENTS + ".");
    }
    if (poll.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new DemoTrouble("--poll-seconds must be at least 1.");
    }
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new DemoTrouble(
          option + " must be between 0 and " + HIGHEST_PORT + ", not " + port + ".");
    }
  }
}
