package dev.leadline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseSettings;
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
    Path data = directory.resolve("data");
    Soak.Report report = new Soak(home, data, EVENTS).run();

    assertThat(report.acknowledged()).isGreaterThanOrEqualTo(EVENTS + EVENTS / 2);
    assertThat(report.lost()).isZero();
    assertThat(report.repeated()).isZero();
    assertThat(report.keptAfterRetry()).isEqualTo(2 * EVENTS);
    Database.delete(DatabaseSettings.embedded(data.resolve("postgresql")));
  }
}
