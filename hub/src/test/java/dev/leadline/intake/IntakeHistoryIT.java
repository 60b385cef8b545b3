package dev.leadline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.TestHub;
import dev.leadline.db.TestDatabase;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random changes in random batches, judged against the test's own memory of what came last. */
class IntakeHistoryIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> FIELDS = List.of("job_title", "city", "company", "phone");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** What a prospect must look like. */
  private static final class Memory {
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Long> times = new HashMap<>();
    private int score;

    void observe(String field, String value, long at) {
      if (times.getOrDefault(field, Long.MIN_VALUE) <= at) {
        times.put(field, at);
        if (value.isEmpty()) {
          values.remove(field);
        } else {
          values.put(field, value);
        }
      }
    }
  }

  @Test
  void theLatestObservationOfEachFieldWinsInAnyOrderOfArrival() throws Exception {
    TestHub hub = new TestHub(DATABASE.database(), InstantSource.fixed(NOW));
    Map<String, Memory> memory = new HashMap<>();
    for (int batch = 0; batch < 60; batch++) {
      List<Change> changes = new ArrayList<>();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        changes.add(randomChange(memory));
      }
      assertThat(hub.intake.accept(changes)).hasSameSizeAs(changes);
    }
    for (Map.Entry<String, Memory> expected : memory.entrySet()) {
      Prospect actual = find(hub, expected.getKey());
      assertThat(actual.fields())
          .as("seed %d, %s", seed, expected.getKey())
          .containsExactlyInAnyOrderEntriesOf(expected.getValue().values);
      assertThat(actual.score()).as("seed %d", seed).isEqualTo(expected.getValue().score);
      assertHistoryLeadsTo(hub, actual);
    }
    assertThat(hub.count("prospect")).isEqualTo(memory.size());
    assertThat(hub.count("identity_key")).isEqualTo(memory.size());
  }

  private Change randomChange(Map<String, Memory> memory) {
    String email = "p" + random.nextInt(12) + "@acme.example";
    long at = NOW.toEpochMilli() - random.nextInt(50);
    Map<String, String> fields = new HashMap<>(Map.of("email", email));
    for (String field : FIELDS) {
      if (random.nextInt(3) == 0) {
        fields.put(field, random.nextInt(5) == 0 ? "" : "v" + random.nextInt(4));
      }
    }
    Memory remembered = memory.computeIfAbsent(email, e -> new Memory());
    fields.forEach((field, value) -> remembered.observe(field, value, at));
    List<Action> actions = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      int step = random.nextInt(-5, 10);
      remembered.score += step;
      actions.add(new Action.AdjustScore(step));
    }
    return new Change(
        TestHub.UNIT,
        Who.keys(Key.email(random.nextBoolean() ? email : email.toUpperCase(Locale.ROOT))),
        IfUnknown.CREATE,
        fields,
        actions,
        List.of(),
        Origin.signal(1),
        Instant.ofEpochMilli(at),
        Lane.EVENT);
  }

  private static void assertHistoryLeadsTo(TestHub hub, Prospect actual) {
    Map<String, String> replayed = new HashMap<>();
    List<ChangeLog.Entry> newestFirst = hub.changeLog.of(actual.id(), Long.MAX_VALUE, 10_000);
    for (ChangeLog.Entry entry : newestFirst.reversed()) {
      for (Map.Entry<String, Draft.Step> step : entry.delta().entrySet()) {
        String none = step.getKey().equals("score") ? "0" : "";
        assertThat(replayed.getOrDefault(step.getKey(), none)).isEqualTo(step.getValue().from());
        replayed.put(step.getKey(), step.getValue().to());
      }
    }
    assertThat(replayed.getOrDefault("score", "0")).isEqualTo(Integer.toString(actual.score()));
    replayed.remove("score");
    replayed.values().removeIf(String::isEmpty);
    assertThat(replayed).containsExactlyInAnyOrderEntriesOf(actual.fields());
  }

  private static Prospect find(TestHub hub, String email) {
    long id =
        DATABASE
            .jdbi()
            .withHandle(tx ->
                tx.createQuery("SELECT prospect FROM identity_key WHERE value = :email")
                    .bind("email", email)
                    .mapTo(Long.class)
                    .one());
    return hub.prospects.find(id).orElseThrow();
  }
}
