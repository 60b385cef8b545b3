package dev.leadline.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The demo's own place on disk. A marker tells it from a directory with somebody's real data, which
 * the demo must never empty.
 *
 * @param isUsed whether an earlier demo may have left something in it
 */
record DemoDirectory(Path home, boolean isUsed) {
  private static final String MARKER = "leadline-demo";

  /** Takes a directory that is new, empty or a demo's; refuses any other. */
  static DemoDirectory at(Path wanted) {
    Path home = wanted.toAbsolutePath().normalize();
    Path marker = home.resolve(MARKER);
    boolean isUsed = Files.exists(marker);
    try {
      if (!isUsed) {
        if (Files.exists(home) && !isEmpty(home)) {
          throw new DemoTrouble(
              home + " holds something other than a demo; choose another directory with --data.");
        }
        Files.createDirectories(home);
        Files.writeString(
            marker, "This directory belongs to leadline demo, which empties it at every start.\n");
      }
    } catch (IOException e) {
      throw new DemoTrouble(
          "Cannot write to %s (%s); choose another directory with --data.".formatted(home, e), e);
    }
    return new DemoDirectory(home, isUsed);
  }

  /** What the simulated org has to say. */
  Path salesforceLog() {
    return home.resolve("salesforce.log");
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }
}
