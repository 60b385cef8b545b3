package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private final SmallOrg org = new SmallOrg();
  private Instant now = SmallOrg.NOW;
  private final Cursors cursors = new Cursors(() -> now, Duration.ofMinutes(15));

  private Page open(String user) {
    Plan plan = Plan.of(org, Soql.parse("SELECT LastName FROM Lead"));
    return cursors.open(user, plan.run(false), 2);
  }

  private void leads(int count) {
    for (int i = 0; i < count; i++) {
      org.add("Lead", "LastName", "L" + i);
    }
  }

  private static String next(Page page) {
    return Objects.requireNonNull(page.next());
  }

  private void gone(String user, String locator) {
    assertThatExceptionOfType(SoqlError.class)
        .isThrownBy(() -> cursors.next(user, locator))
        .satisfies(error -> assertThat(error.code()).isEqualTo("INVALID_QUERY_LOCATOR"));
  }

  @Test
  void pagesFollowOneAnotherToTheEnd() {
    leads(5);
    Page first = open("u");
    assertThat(next(first)).matches("01g[0-9A-Za-z]{15}-2");
    Page second = cursors.next("u", next(first));
    assertThat(next(second)).endsWith("-4");
    Page third = cursors.next("u", next(second));
    assertThat(third.done()).isTrue();
    assertThat(third.to() - third.from()).isOne();
    assertThat(third.answer().total()).isEqualTo(5);
  }

  @Test
  void anAnswerOfOnePageKeepsNoCursor() {
    leads(2);
    assertThat(open("u").done()).isTrue();
  }

  @Test
  void anIdleCursorExpiresAndAUsedOneLives() {
    leads(5);
    String locator = next(open("u"));
    now = now.plus(Duration.ofMinutes(14));
    cursors.next("u", locator);
    now = now.plus(Duration.ofMinutes(14));
    cursors.next("u", locator);
    now = now.plus(Duration.ofMinutes(16));
    gone("u", locator);
  }

  @Test
  void theEleventhCursorOfAUserClosesTheFirst() {
    leads(3);
    String first = next(open("u"));
    String second = next(open("u"));
    for (int i = 0; i < 9; i++) {
      open("u");
    }
    open("other");
    gone("u", first);
    assertThat(cursors.next("u", second).done()).isTrue();
  }

  @Test
  void nobodyReadsAnothersCursorNorAnInventedOne() {
    leads(3);
    String locator = next(open("u"));
    gone("v", locator);
    gone("u", "nonsense");
    gone("u", "01g000000000zzzAAA-2");
    gone("u", locator.replace("-2", "-99"));
    gone("u", locator.replace("-2", "-x"));
  }
}
