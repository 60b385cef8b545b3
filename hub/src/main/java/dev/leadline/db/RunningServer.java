package dev.leadline.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The way to an embedded server that another process runs: for tools beside the hub. */
final class RunningServer {
  private RunningServer() {}

  /**
   * How to reach the server that keeps its data in the directory.
   *
   * @throws DatabaseFailure.NotStarted when no server is remembered there
   */
  static DatabaseSettings settings(Path directory) {
    try {
      Path pointer = directory.resolve("location");
      Path home = Files.exists(pointer) ? Path.of(Files.readString(pointer).strip()) : directory;
      String port = Files.readString(home.resolve("port")).strip();
      String password = Files.readString(home.resolve("password")).strip();
      return DatabaseSettings.external(
          EmbeddedPostgres.url(Integer.parseInt(port), FreshCluster.DATABASE),
          FreshCluster.USER,
          password);
    } catch (IOException | NumberFormatException e) {
      throw new DatabaseFailure.NotStarted(
          "No hub runs on the data directory %s. Start it, or give its database's URL."
              .formatted(directory),
          e);
    }
  }
}
