package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
  private static final String ANN = "ann@acme.io";
  private static final String HERE = "10.0.0.1";
  private static final String ELSEWHERE = "10.0.0.2";

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final SignInLimit limit = new SignInLimit(() -> now);

  @Test
  void waitsLongerAfterEveryFailureBeyondTheFifth() {
    for (int i = 0; i < 5; i++) {
      assertThat(limit.attempt(ANN, HERE)).isZero();
    }
    assertThat(limit.attempt(ANN, HERE)).isEqualTo(Duration.ofSeconds(15));
    assertThat(limit.attempt(" ANN@acme.io", HERE)).isEqualTo(Duration.ofSeconds(15));
    assertThat(limit.attempt("bob@acme.io", HERE)).isZero();
    now = now.plusSeconds(15);
    assertThat(limit.attempt(ANN, HERE)).isZero();
    assertThat(limit.attempt(ANN, HERE)).isEqualTo(Duration.ofSeconds(30));
    fail(ANN, HERE, 20);
    assertThat(limit.attempt(ANN, HERE)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void ofManyAtTheSameMomentOnlyTheFirstAreMade() {
    long made = IntStream.range(0, 20).filter(i -> limit.attempt(ANN, HERE).isZero()).count();

    assertThat(made).isEqualTo(5);
  }

  @Test
  void keepsTheOwnerOutNeitherFromElsewhereNorForLong() {
    fail(ANN, HERE, 30);
    assertThat(limit.attempt(ANN, ELSEWHERE)).isZero();

    for (int i = 0; i < 100; i++) {
      fail(ANN, "10.1.0." + i, 1);
    }
    assertThat(limit.attempt(ANN, "10.2.0.1"))
        .isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
  }

  @Test
  void forgetsAfterASuccessAndAfterAnHour() {
    fail(ANN, HERE, 5);
    limit.succeeded("Ann@acme.io", HERE);
    assertThat(limit.attempt(ANN, HERE)).isZero();
    fail(ANN, HERE, 5);
    now = now.plus(Duration.ofHours(2));
    fail(ANN, HERE, 1);
    assertThat(limit.attempt(ANN, HERE)).isZero();
  }

  @Test
  void troubleOfOursIsNobodysFailure() {
    for (int i = 0; i < 9; i++) {
      assertThat(limit.attempt(ANN, HERE)).isZero();
      limit.undone(ANN, HERE);
    }
  }

  @Test
  void stopsOneNetworkAddressThatTriesManyEmails() {
    for (int i = 0; i < 50; i++) {
      fail("user" + i + "@acme.io", HERE, 1);
    }

    assertThat(limit.attempt("new@acme.io", HERE)).isPositive();
    assertThat(limit.attempt("new@acme.io", ELSEWHERE)).isZero();
  }

  /** What fails beyond the free attempts fails a quarter of an hour later. */
  private void fail(String email, String address, int times) {
    for (int i = 0; i < times; i++) {
      while (!limit.attempt(email, address).isZero()) {
        now = now.plusSeconds(15);
      }
    }
  }
}
