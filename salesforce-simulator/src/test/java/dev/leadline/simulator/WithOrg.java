package dev.leadline.simulator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An org of its own for each test, and a caller who is its integration user. */
abstract class WithOrg {
  static final String DATA = "/services/data/v65.0";

  Simulator simulator;
  Caller org;

  /** How the org begins. */
  Options options() {
    return Options.free();
  }

  @BeforeEach
  void start() throws PortTaken {
    simulator = Simulator.start(options());
    org = new Caller(simulator.rest(), simulator.accessToken());
  }

  @AfterEach
  void stop() {
    org.close();
    simulator.close();
  }
}
