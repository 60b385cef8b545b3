package dev.leadline.simulator.traffic;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * All that stands between the wire and the resources, in one place for those who count, log and
 * break calls.
 */
public record Traffic(
    CallCounters counters, CallLog log, Faults faults, Latency latency, LongRunning longRunning) {

  public static Traffic of(InstantSource clock, RandomGenerator random) {
    return new Traffic(
        new CallCounters(clock),
        new CallLog(),
        new Faults(random),
        new Latency(),
        new LongRunning());
  }
}
