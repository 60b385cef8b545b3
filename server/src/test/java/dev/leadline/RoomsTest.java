package dev.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.Rooms.Use;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomsTest {

  private static final Use SIGNALS = new Use("ingest", "intake", "Signals calls Intake");

  @Test
  void codeAsDrawnHasNoDifferences() {
    assertThat(differences("ingest -> intake\nintake ->", SIGNALS)).isEmpty();
  }

  @Test
  void aUseThatIsNotDrawnIsNamedWithItsClasses() {
    Use back = new Use("intake", "ingest", "Intake calls Signals");

    assertThat(differences("ingest -> intake\nintake ->", SIGNALS, back))
        .singleElement()
        .asString()
        .contains("intake -> ingest is not drawn", "Intake calls Signals");
  }

  @Test
  void anArrowThatNothingUsesIsStale() {
    assertThat(differences("ingest -> intake\nintake -> ingest", SIGNALS))
        .containsExactly("intake -> ingest is drawn, but nothing uses it");
  }

  @Test
  void roomsMustBeTheSameOnBothSides() {
    assertThat(
            new Rooms(Set.of("ingest", "rule"), List.of())
                .differencesFrom(drawn("ingest ->\ndb ->")))
        .containsExactly("room rule has no line", "room db has a line, but no code");
  }

  private static List<String> differences(String lines, Use... uses) {
    return new Rooms(Set.of("ingest", "intake"), List.of(uses)).differencesFrom(drawn(lines));
  }

  private static Arrows drawn(String lines) {
    return Arrows.read("```arrows\n" + lines + "\n```\n");
  }
}
