package dev.leadline.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/** Puts into words what keeps the embedded server from running. */
final class ServerTrouble {

  /** The system's words, and PostgreSQL's where a write came out short. */
  private static final List<String> DISK_FULL =
      List.of("No space left on device", "Check free disk space");

  private static final int LAST_LINES = 12;

  private ServerTrouble() {}

  /** From what PostgreSQL's programs said. */
  static DatabaseFailure.NotStarted explain(String what, Path home, String output) {
    if (tellsDiskFull(output)) {
      return diskFull(what, home);
    }
    List<String> lines = output.lines().toList();
    String end =
        String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    return new DatabaseFailure.NotStarted("%s in %s:%n  %s".formatted(what, home, end));
  }

  static DatabaseFailure.NotStarted explain(Path directory, IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return new DatabaseFailure.NotStarted(
          "Leadline may not use %s, which the database in %s needs. Give the user who runs Leadline this right, or choose another data directory."
              .formatted(denied.getFile(), directory),
          e);
    }
    if (tellsDiskFull(String.valueOf(e.getMessage()))) {
      return diskFull("The database cannot be started", directory);
    }
    return new DatabaseFailure.NotStarted(
        "The database in %s cannot be started: %s".formatted(directory, e), e);
  }

  private static boolean tellsDiskFull(String text) {
    return DISK_FULL.stream().anyMatch(text::contains);
  }

  private static DatabaseFailure.NotStarted diskFull(String what, Path home) {
    return new DatabaseFailure.NotStarted(
        "%s: the disk that holds %s is full. Free some space and start again; nothing is lost."
            .formatted(what, home));
  }
}
