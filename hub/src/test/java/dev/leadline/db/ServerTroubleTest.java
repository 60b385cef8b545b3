package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerTroubleTest {

  private static final Path HOME = Path.of("/data");

  @Test
  void aFullDiskIsNamedWhoeverMetIt() {
    String fromPostgres =
        "FATAL:  could not write to file \"pg_wal/xlogtemp.1\": No space left on device";
    String cutShort =
        "FATAL:  could not extend file \"base/1/2691\": wrote only 4096 of 8192 bytes at block 9\n"
            + "HINT:  Check free disk space.";
    IOException ours = new FileSystemException("/data/port", null, "No space left on device");

    assertThat(ServerTrouble.explain("It fails", HOME, fromPostgres))
        .hasMessageContaining("/data is full");
    assertThat(ServerTrouble.explain("It fails", HOME, cutShort))
        .hasMessageContaining("/data is full");
    assertThat(ServerTrouble.explain(HOME, ours)).hasMessageContaining("/data is full");
  }

  @Test
  void aMissingRightNamesTheFile() {
    assertThat(ServerTrouble.explain(HOME, new AccessDeniedException("/data/lock")))
        .hasMessageContainingAll("/data/lock", "right");
  }

  @Test
  void theEndOfALongOutputIsKept() {
    String output = "first\n" + "more\n".repeat(50) + "FATAL:  the cause\n";

    assertThat(ServerTrouble.explain("It fails", HOME, output))
        .hasMessageContaining("the cause")
        .message()
        .doesNotContain("first");
  }
}
