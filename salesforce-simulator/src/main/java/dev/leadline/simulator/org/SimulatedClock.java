package dev.leadline.simulator.org;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The org's time: runs with the machine's, shifted or frozen as the control API asks. */
public final class SimulatedClock implements InstantSource {

  private final InstantSource machine;
  private Duration shift = Duration.ZERO;
  private @Nullable Instant frozenAt;

  public SimulatedClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public synchronized Instant instant() {
    Instant frozen = frozenAt;
    return frozen != null ? frozen : machine.instant().plus(shift);
  }

  /** Now in whole seconds, as stamps are kept. */
  public Instant second() {
    return instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Moves time on (or back, with a negative duration). */
  public synchronized void advance(Duration by) {
    Instant frozen = frozenAt;
    if (frozen != null) {
      frozenAt = frozen.plus(by);
    }
    shift = shift.plus(by);
  }

  /** Sets the time; it goes on from there unless frozen. */
  public synchronized void set(Instant now) {
    shift = Duration.between(machine.instant(), now);
    if (frozenAt != null) {
      frozenAt = now;
    }
  }

  /** Stops the time, so that many changes share one stamp. */
  public synchronized void freeze() {
    frozenAt = instant();
  }

  /** Lets the time go on from where it stands. */
  public synchronized void resume() {
    Instant frozen = frozenAt;
    if (frozen != null) {
      frozenAt = null;
      set(frozen);
    }
  }

  public synchronized boolean isFrozen() {
    return frozenAt != null;
  }
}
