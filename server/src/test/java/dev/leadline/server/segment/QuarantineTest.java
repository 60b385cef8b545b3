package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final SegmentCounts counts = new SegmentCounts();
  private final List<Instant> told = new ArrayList<>();
  private final Quarantine quarantine = new Quarantine(3, counts, told::add);

  @Test
  void takesSoManyWithinAMinuteAndCountsTheRest() {
    assertThat(admitted(5, NOW)).isEqualTo(3);
    assertThat(admitted(5, NOW.plusSeconds(59))).isZero();
    assertThat(counts.unkept()).isEqualTo(7);
  }

  @Test
  void takesAsManyAgainInTheNextMinute() {
    admitted(5, NOW);

    assertThat(admitted(5, NOW.plusSeconds(60))).isEqualTo(3);
    assertThat(counts.unkept()).isEqualTo(4);
  }

  @Test
  void isToldOfOnceAMinuteAndOnlyWhenSomethingIsForgotten() {
    admitted(3, NOW);
    assertThat(told).isEmpty();

    admitted(5, NOW.plusSeconds(1));
    admitted(5, NOW.plusSeconds(59));
    assertThat(told).containsExactly(NOW.plusSeconds(60));

    admitted(5, NOW.plusSeconds(60));
    assertThat(told).containsExactly(NOW.plusSeconds(60), NOW.plusSeconds(120));
  }

  @Test
  void isNotShutUntilAClockThatWasSetBackHasCaughtUp() {
    admitted(5, NOW);

    assertThat(admitted(5, NOW.minusSeconds(3_600))).isEqualTo(3);
  }

  private long admitted(int events, Instant now) {
    return IntStream.range(0, events).filter(_ -> quarantine.admits(now)).count();
  }
}
