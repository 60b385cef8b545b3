package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.leadline.ingest.Signal;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import dev.leadline.unit.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives is either refused as the caller's fault or becomes signals that can be kept. */
class ReadCallFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Source SOURCE = new Source(7, 1, "Test", "k", true);
  private static final int ROUNDS = 10_000;

  private final ToSignals toSignals =
      new ToSignals(
          new WriteKeys(_ -> Optional.of(SOURCE), InstantSource.fixed(NOW)),
          UnknownKeys.QUARANTINE,
          new Quarantine(1_000_000, new SegmentCounts(), _ -> {}));

  @FuzzTest
  void noBodyIsTooMuch(byte[] body) {
    requireSignalsOrRefusal(body);
  }

  @Test
  void noMutationOfARealBodyIsTooMuch() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = Mutations.next(random);
      try {
        taken += requireSignalsOrRefusal(body);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed " + seed + ", body: " + new String(body, StandardCharsets.UTF_8), e);
      }
    }
    assertThat(taken).as("mutations that are still JSON").isGreaterThan(ROUNDS / 20);
  }

  private int requireSignalsOrRefusal(byte[] bytes) {
    int taken = 0;
    for (boolean batch : new boolean[] {false, true}) {
      Body body = Body.of(bytes.clone());
      try {
        Call call =
            batch ? ReadCall.batch(body, SegmentSettings.DEFAULT) : ReadCall.one(body, "identify");
        toSignals.of(call, body, Optional.empty(), NOW).forEach(ReadCallFuzzTest::requireKeepable);
        taken++;
      } catch (Refused e) {
        assertThat(e.why().status()).isEqualTo(400);
      }
    }
    return taken;
  }

  private static void requireKeepable(Signal signal) {
    assertThat(signal.messageId()).isNotEmpty().hasSizeLessThan(100).doesNotContain("\0");
    assertThat(signal.payload()).isNotEmpty().doesNotContain("\0");
    assertThat(signal.occurredAt()).isBetween(Instant.EPOCH, NOW);
    assertThat(String.valueOf(signal.userId())).doesNotContain("\0");
    assertThat(signal.traits().toString()).doesNotContain("\0");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(signal.traits().toString())).isTrue();
  }
}
