package dev.leadline.simulator.traffic;

import java.time.Duration;

/**
 * The declared latency model: each call takes a round trip and a share per record, on top of the
 * real work.
 */
public final class Latency {

  private volatile Model model = new Model(Duration.ZERO, Duration.ZERO);

  /** A round trip and the cost of one record. */
  public record Model(Duration perCall, Duration perRecord) {}

  public Model model() {
    return model;
  }

  public void model(Model wanted) {
    model = wanted;
  }

  /** How long a call with this many records is held back. */
  public Duration of(int records) {
    Model now = model;
    return now.perCall().plus(now.perRecord().multipliedBy(records));
  }
}
