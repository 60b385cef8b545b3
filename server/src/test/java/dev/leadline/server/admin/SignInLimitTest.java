package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final SignInLimit limit = new SignInLimit(() -> now);

  @Test
  void waitsLongerAfterEveryFailureBeyondTheFifth() {
    fail(4);
    assertThat(wait("ann@acme.io")).isZero();
    fail(1);
    assertThat(wait("ann@acme.io")).isEqualTo(Duration.ofSeconds(15));
    assertThat(wait(" ANN@acme.io")).isEqualTo(Duration.ofSeconds(15));
    assertThat(wait("bob@acme.io")).isZero();
    now = now.plusSeconds(15);
    assertThat(wait("ann@acme.io")).isZero();
    fail(1);
    assertThat(wait("ann@acme.io")).isEqualTo(Duration.ofSeconds(30));
    fail(20);
    assertThat(wait("ann@acme.io")).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void forgetsAfterASuccessAndAfterAnHour() {
    fail(5);
    limit.succeeded("Ann@acme.io");
    assertThat(wait("ann@acme.io")).isZero();
    fail(5);
    now = now.plus(Duration.ofHours(2));
    fail(1);
    assertThat(wait("ann@acme.io")).isZero();
  }

  @Test
  void stopsOneNetworkAddressThatTriesManyEmails() {
    for (int i = 0; i < 50; i++) {
      limit.failed("user" + i + "@acme.io", "10.0.0.1");
    }

    assertThat(wait("new@acme.io")).isPositive();
    assertThat(limit.wait("new@acme.io", "10.0.0.2")).isZero();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      limit.failed("ann@acme.io", "10.0.0.1");
    }
  }

  private Duration wait(String email) {
    return limit.wait(email, "10.0.0.1");
  }
}
