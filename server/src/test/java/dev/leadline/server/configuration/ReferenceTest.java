package dev.leadline.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} to the settings there are. */
class ReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

  @Test
  void theReferenceNamesEverySettingWithItsTrueDefault() throws IOException {
    assertThat(Files.readString(REFERENCE)).contains(table());
  }

  private static String table() {
    return "| setting | variable | default | |\n|---|---|---|---|\n"
        + Setting.ALL.stream().map(ReferenceTest::row).collect(Collectors.joining());
  }

  private static String row(Setting setting) {
    return "| `%s` | `%s`%s | %s | %s |\n"
        .formatted(
            setting.name(),
            setting.variable(),
            setting.secret() ? ", `…_FILE`" : "",
            setting.standard().isEmpty() ? "–" : "`" + setting.standard() + "`",
            setting.meaning());
  }
}
