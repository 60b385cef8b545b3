package dev.leadline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.TestHub;
import dev.leadline.db.TestDatabase;
import dev.leadline.ingest.Signals.Row;
import dev.leadline.unit.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IngestIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private TestHub hub;
  private Source source;

  @BeforeEach
  void startEmpty() {
    DATABASE
        .jdbi()
        .useHandle(
            tx -> tx.execute("TRUNCATE prospect, prospect_change, identity_key, signal, source"));
    hub = new TestHub(DATABASE.database(), InstantSource.fixed(NOW));
    source = hub.sources.create(TestHub.UNIT, "Website");
  }

  @Test
  void aRepeatedMessageIsTakenOnceWithinACallAndAcrossCalls() throws Exception {
    try (Ingest ingest = ingest(2)) {
      ingest.accept(
          List.of(identify("m1", "ann@acme.example"), identify("m1", "bob@acme.example")));
      ingest.accept(List.of(identify("m1", "cid@acme.example")));
    }
    assertThat(rows()).extracting(Row::messageId).containsExactly("m1");
    assertThat(hub.count("prospect")).isEqualTo(1);
    assertThat(hub.counts.duplicates()).isEqualTo(2);
  }

  @Test
  void concurrentCallsWithTheSameMessagesKeepEachOnce() throws Exception {
    List<Future<?>> calls = new ArrayList<>();
    try (Ingest ingest = ingest(3);
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        calls.add(
            pool.submit(() -> {
              for (int i = 0; i < 40; i++) {
                ingest.accept(List.of(identify("m" + i, "p" + i % 10 + "@acme.example")));
              }
              return null;
            }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    assertThat(rows()).extracting(Row::messageId).doesNotHaveDuplicates().hasSize(40);
    assertThat(hub.count("prospect")).isEqualTo(10);
  }

  @Test
  void everySignalIsKeptWithItsFate() throws Exception {
    try (Ingest ingest = ingest(1)) {
      ingest.accept(
          List.of(
              identify("created", "ann@acme.example"),
              identify("unchanged", "ann@acme.example"),
              signal("track", "ignored", Map.of("email", "ann@acme.example")),
              signal("identify", "refused", Map.of("name", "Ann")),
              signal("identify", "invalid", Map.of("email", "not an email")),
              signal("identify", "dropped", Map.of("email", "ann@acme.example", "shoe", 41))));
      ingest.accept(List.of(unknown("quarantined")));
    }
    assertThat(rows())
        .extracting(Row::messageId, Row::fate)
        .containsExactlyInAnyOrder(
            tuple("created", Fate.CREATED),
            tuple("unchanged", Fate.UNCHANGED),
            tuple("ignored", Fate.IGNORED),
            tuple("refused", Fate.REFUSED),
            tuple("invalid", Fate.REFUSED),
            tuple("dropped", Fate.UNCHANGED));
    assertThat(hub.signals.latest(Signal.UNKNOWN_SOURCE, Optional.empty(), Long.MAX_VALUE, 10))
        .extracting(Row::fate)
        .containsExactly(Fate.QUARANTINED);
    assertThat(rows())
        .filteredOn(row -> row.messageId().equals("dropped"))
        .extracting(Row::note)
        .containsExactly("no field for: shoe");
  }

  @Test
  void aSignalThatWeCannotBearIsKeptAsFailedAndItsNeighboursPass() throws Exception {
    DATABASE
        .jdbi()
        .useHandle(tx ->
            tx.execute(
                "ALTER TABLE prospect ADD CONSTRAINT no_ulm CHECK (fields ->> 'city' <> 'Ulm')"));
    try (Ingest ingest = ingest(1)) {
      ingest.accept(
          List.of(
              identify("good", "ann@acme.example"),
              signal("identify", "bad", Map.of("email", "bob@acme.example", "city", "Ulm")),
              identify("also good", "cid@acme.example")));
    } finally {
      DATABASE.jdbi().useHandle(tx -> tx.execute("ALTER TABLE prospect DROP CONSTRAINT no_ulm"));
    }
    assertThat(rows())
        .extracting(Row::messageId, Row::fate)
        .containsExactlyInAnyOrder(
            tuple("good", Fate.CREATED),
            tuple("bad", Fate.FAILED),
            tuple("also good", Fate.CREATED));
  }

  @Test
  void aCallThatComesAfterTheCloseIsTurnedAway() throws Exception {
    Ingest ingest = ingest(1);
    ingest.close();

    assertThatThrownBy(() -> ingest.accept(List.of(identify("m1", "ann@acme.example"))))
        .isInstanceOf(Ingest.NotKept.class);
    assertThat(hub.count("signal")).isZero();
  }

  /** With several writers the batches are so small that all of them get to work. */
  private Ingest ingest(int writers) {
    int batch = writers == 1 ? 500 : 2;
    return new Ingest(
        hub.units, hub.fields, hub.writeSignals, new Ingest.Settings(writers, batch, 20_000));
  }

  private List<Row> rows() {
    return hub.signals.latest(source.id(), Optional.empty(), Long.MAX_VALUE, 1000);
  }

  private Signal identify(String messageId, String email) {
    return signal("identify", messageId, Map.of("email", email));
  }

  private Signal signal(String type, String messageId, Map<String, Object> traits) {
    return new Signal(
        TestHub.UNIT,
        source.id(),
        messageId,
        type,
        NOW,
        NOW,
        null,
        traits,
        Signal.Options.NONE,
        "{}");
  }

  private static Signal unknown(String messageId) {
    return new Signal(
        0,
        Signal.UNKNOWN_SOURCE,
        messageId,
        "identify",
        NOW,
        NOW,
        null,
        Map.of(),
        Signal.Options.NONE,
        "{}");
  }
}
