package dev.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrowsTest {

  @Test
  void everyTaggedBlockIsReadAndNoOther() {
    Arrows arrows =
        Arrows.read(
            """
            # Rooms
            ```arrows
            # the way in
            ingest -> intake, db
            intake -> db
            ```
            prose -> nothing
            ```text
            example -> elsewhere
            ```
            ```text arrows
            db ->
            ```
            """);

    assertThat(arrows.allowed())
        .containsExactly(
            entry("db", Set.of()),
            entry("ingest", Set.of("intake", "db")),
            entry("intake", Set.of("db")));
  }

  @Test
  void aDocumentWithoutArrowsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrows.read("```text\na -> b\n```\n"))
        .withMessageContaining("no fenced block");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db                 | not of the form",
        "db -> unit and rule| not of the form",
        "db -> unit,        | not of the form",
        "db -> unit         | db points to [unit], which has no line",
        "db -> db           | db points to itself",
        "rule ->            | room rule has two lines"
      })
  void aLineThatMakesNoSenseIsRefused(String line, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrows.read("```arrows\nrule ->\n" + line + "\n```\n"))
        .withMessageContaining(complaint);
  }
}
