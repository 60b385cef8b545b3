package dev.leadline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.db.TestDatabase;
import dev.leadline.ingest.Ingest;
import dev.leadline.ingest.Signal;
import dev.leadline.ingest.Signals;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Hub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a running hub does by itself. */
class JobsIT {
  private static final int SOURCE = 77;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void signalsAreForgottenWhenTheirTimeIsOver(@TempDir Path data) throws Exception {
    Instant now = Instant.now();
    Hub rooms = Hub.over(DATABASE.database(), Ingest.Settings.DEFAULT, InstantSource.system());
    rooms.ingest().accept(List.of(signal("old", now.minus(Duration.ofDays(31)))));
    rooms.ingest().accept(List.of(signal("new", now.minus(Duration.ofDays(29)))));
    rooms.ingest().close();
    Settings settings = Settings.in(data).with(HttpSettings.local(0)).with(DATABASE.settings());

    try (RunningHub hub = RunningHub.open(settings)) {
      await().atMost(Duration.ofMinutes(3)).until(() -> kept(hub).size() < 2);

      assertThat(kept(hub)).containsExactly("new");
    }
  }

  @Test
  void aJobIsTakenOverSoonFromANodeThatDiedAtIt(@TempDir Path data) {
    DATABASE
        .jdbi()
        .useHandle(tx ->
            tx.execute(
                """
                INSERT INTO job (task_name, task_instance, execution_time, picked, picked_by,
                                 last_heartbeat, version)
                VALUES ('rescue-messages', 'recurring', now() - interval '3 minutes', true, 'dead',
                        now() - interval '3 minutes', 1)
                ON CONFLICT (task_name, task_instance) DO UPDATE
                SET execution_time = excluded.execution_time, picked = excluded.picked,
                    picked_by = excluded.picked_by, last_heartbeat = excluded.last_heartbeat,
                    last_success = NULL
                """));
    Settings settings = Settings.in(data).with(HttpSettings.local(0)).with(DATABASE.settings());

    try (RunningHub hub = RunningHub.open(settings)) {
      assertThat(hub.port()).isPositive();
      await().atMost(Duration.ofMinutes(1)).until(JobsIT::rescued);
    }
  }

  private static boolean rescued() {
    return DATABASE
        .jdbi()
        .withHandle(tx ->
            tx.createQuery(
                    "SELECT last_success IS NOT NULL FROM job WHERE task_name = 'rescue-messages'")
                .mapTo(Boolean.class)
                .one());
  }

  private static List<String> kept(RunningHub hub) {
    return hub.hub().signals().latest(SOURCE, Optional.empty(), Long.MAX_VALUE, 10).stream()
        .map(Signals.Row::messageId)
        .toList();
  }

  private static Signal signal(String id, Instant at) {
    return new Signal(1, SOURCE, id, "track", at, at, null, Map.of(), Signal.Options.NONE, "{}");
  }
}
