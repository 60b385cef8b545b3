package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T10:20:30.123Z,           2026-11-21T10:20:30.123Z",
    "2026-11-21T10:20:30Z,               2026-11-21T10:20:30Z",
    "2026-11-21T10:20:30.123456789Z,     2026-11-21T10:20:30.123456789Z",
    "2026-11-21T10:20:30.1Z,             2026-11-21T10:20:30.1Z",
    "2026-11-21T12:20:30.123+02:00,      2026-11-21T10:20:30.123Z",
    "2026-11-21T12:20:30+0200,           2026-11-21T10:20:30Z",
    "2026-11-21T12:20+02,                2026-11-21T10:20:00Z",
    "2026-11-21T10:20:30,                2026-11-21T10:20:30Z",
    "2026-11-21 10:20:30,                2026-11-21T10:20:30Z",
    "2026-11-21,                         2026-11-21T00:00:00Z",
    "' 2026-11-21T10:20:30Z ',           2026-11-21T10:20:30Z"
  })
  void readsTheFormsThatSendersUse(String text, Instant moment) {
    assertThat(Moment.parse(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30T00:00:00.000Z",
        "2026-11-21T25:00:00.000Z",
        "20-6-11-21T10:20:3.0.123Z",
        "2026-11-21T1-:20:30.123Z"
      })
  void whatIsNoMomentIsNone(String text) {
    assertThat(Moment.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // The sender's clock is an hour slow, and ten minutes passed before it sent.
    "2026-11-21T10:50:00Z, 2026-11-21T11:00:00Z, 2026-11-21T11:50:00Z",
    "2026-11-21T12:50:00Z, 2026-11-21T13:00:00Z, 2026-11-21T11:50:00Z",
    // An import: it happened when the sender says.
    "2020-01-01T00:00:00Z, ,                     2020-01-01T00:00:00Z",
    ",                     2026-11-21T11:00:00Z, 2026-11-21T12:00:00Z",
    ",                     ,                     2026-11-21T12:00:00Z",
    // From the future, or before there were computers.
    "2026-11-21T11:00:01Z, 2026-11-21T11:00:00Z, 2026-11-21T12:00:00Z",
    "1900-01-01T00:00:00Z, ,                     1970-01-01T00:00:00Z"
  })
  void theSendersClockIsCorrectedByOurs(Instant timestamp, Instant sentAt, Instant happened) {
    assertThat(Moment.corrected(timestamp, sentAt, RECEIVED)).isEqualTo(happened);
  }

  @Test
  void extremesOfTheCalendarDoNotOverflow() {
    assertThat(Moment.corrected(Instant.MIN, Instant.MAX, RECEIVED)).isEqualTo(Instant.EPOCH);
    assertThat(Moment.corrected(Instant.MAX, Instant.MIN, RECEIVED)).isEqualTo(RECEIVED);
  }
}
