package dev.leadline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
  private static final int EVENTS = 10_000;

  @Test
  void everyAnsweredCallSurvivesAKilledHubOnce(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    Soak.Report report = new Soak(home, directory.resolve("data"), EVENTS).run();

    assertThat(report.acknowledged()).isGreaterThanOrEqualTo(EVENTS + EVENTS / 2);
    assertThat(report.lost()).isZero();
    assertThat(report.repeated()).isZero();
    assertThat(report.keptAfterRetry()).isEqualTo(2 * EVENTS);
  }
}
