package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WhenTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final When berlin = new When(ZoneId.of("Europe/Berlin"), NOW);

  @Test
  void writesTheReadersClockWithItsZone() {
    assertThat(berlin.full(NOW)).isEqualTo("1 Mar 2026, 13:00:00 CET");
  }

  @Test
  void saysHowLongAgo() {
    assertThat(berlin.ago(NOW.minusSeconds(59))).isEqualTo("just now");
    assertThat(berlin.ago(NOW.minusSeconds(60))).isEqualTo("1 min ago");
    assertThat(berlin.ago(NOW.minusSeconds(7200))).isEqualTo("2 h ago");
    assertThat(berlin.ago(NOW.minusSeconds(86_400))).isEqualTo("1 day ago");
    assertThat(berlin.ago(NOW.minusSeconds(86_400 * 40))).isEqualTo("20 Jan 2026");
    assertThat(berlin.ago(NOW.plusSeconds(600))).contains("13:10");
  }

  @Test
  void takesNoNonsenseForAZone() {
    assertThat(When.zone("Asia/Tokyo")).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(When.zone("<script>")).isEqualTo(ZoneOffset.UTC);
    assertThat(When.zone(null)).isEqualTo(ZoneOffset.UTC);
  }
}
