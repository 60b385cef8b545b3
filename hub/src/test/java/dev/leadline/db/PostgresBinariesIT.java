package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

  private static final long NO_PROCESS = Long.MAX_VALUE;

  @TempDir private Path cache;

  @Test
  void racingProcessesUnpackOnceAndLeaveNoRubbish() throws IOException {
    Files.createDirectories(cache.resolve(".unpacking-" + NO_PROCESS + "-77/bin"));

    List<CompletableFuture<PostgresBinaries>> races =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::unpack)).limit(2).toList();
    List<PostgresBinaries> found = races.stream().map(CompletableFuture::join).toList();

    assertThat(found.getFirst()).isEqualTo(found.getLast());
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left).containsExactly(found.getFirst().root());
    }
    assertThat(
            Command.run(
                    List.of(found.getFirst().program("postgres").toString(), "--version"), cache)
                .output())
        .contains("PostgreSQL) " + PostgresBinaries.majorVersion() + ".");
  }

  private PostgresBinaries unpack() {
    try {
      return PostgresBinaries.in(cache);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
