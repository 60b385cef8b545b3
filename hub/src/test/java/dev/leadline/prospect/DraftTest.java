package dev.leadline.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.prospect.Draft.Step;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Origin WEBSITE = Origin.signal(3);

  @Test
  void anOlderObservationDoesNotOverwriteANewerOne() {
    Draft draft = Draft.create(1, 1);
    draft.set("city", "Ulm", 100, WEBSITE);

    assertThat(draft.set("city", "Bonn", 99, WEBSITE)).isFalse();
    assertThat(draft.set("city", "Kiel", 100, WEBSITE)).isTrue();
    assertThat(draft.field("city")).isEqualTo("Kiel");
  }

  @Test
  void anOldObservationOfAFieldNeverSeenIsTaken() {
    Draft first = Draft.create(1, 1);
    first.set("city", "Ulm", 100, WEBSITE);
    Draft second = Draft.of(first.after(NOW));

    assertThat(second.set("phone", "1", 50, WEBSITE)).isTrue();
    assertThat(second.set("city", "Bonn", 99, WEBSITE)).isFalse();
  }

  @Test
  void aClearedFieldRemembersWhen() {
    Draft first = Draft.create(1, 1);
    first.set("city", "Ulm", 100, WEBSITE);
    first.set("city", "", 200, WEBSITE);
    Draft second = Draft.of(first.after(NOW));

    assertThat(second.set("city", "Bonn", 150, WEBSITE)).isFalse();
    assertThat(second.field("city")).isEmpty();
  }

  @Test
  void aFieldClearedAtTheTimeThatAllShareRemembersWhen() {
    Draft first = Draft.create(1, 1);
    first.set("city", "Ulm", 100, WEBSITE);
    first.set("phone", "1", 100, WEBSITE);
    Draft second = Draft.of(first.after(NOW));
    second.set("city", "", 100, WEBSITE);
    Draft third = Draft.of(second.after(NOW));

    assertThat(third.set("city", "Bonn", 99, WEBSITE)).isFalse();
    assertThat(third.field("city")).isEmpty();
  }

  @Test
  void oneTimeSharedByAllFieldsIsKeptOnce() {
    Draft draft = Draft.create(1, 1);
    draft.set("city", "Ulm", 100, WEBSITE);
    draft.set("phone", "1", 100, WEBSITE);

    assertThat(draft.after(NOW).observed()).isEqualTo(Map.of("*", 100L));
  }

  @Test
  void eachHandsChangeIsToldFromFirstToLast() {
    Draft draft = Draft.create(1, 1);
    draft.set("city", "Ulm", 100, WEBSITE);
    draft.set("city", "Bonn", 101, WEBSITE);
    draft.score(5, Origin.rule(9));

    assertThat(draft.revisions())
        .containsExactly(
            new Draft.Revision(WEBSITE, Map.of("city", new Step("", "Bonn"))),
            new Draft.Revision(Origin.rule(9), Map.of("score", new Step("0", "5"))));
  }
}
