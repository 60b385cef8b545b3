package dev.leadline.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server of our own: safe on disk, reachable from this machine only. */
final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final DataDirectory data;
  private final ServerProcess process;
  private final int port;
  private final String password;
  private final KeepRunning watch;

  private EmbeddedPostgres(DataDirectory data, ServerProcess process) throws IOException {
    this.data = data;
    this.process = process;
    this.password = data.password();
    this.port = process.start();
    this.watch = new KeepRunning(process, port);
  }

  /** Starts the server of this data directory; makes directory and cluster if need be. */
  static EmbeddedPostgres start(Path directory) {
    try {
      DataDirectory data = new DataDirectory(directory);
      try {
        return start(data);
      } catch (IOException | RuntimeException e) {
        data.close();
        throw e;
      }
    } catch (IOException e) {
      throw ServerTrouble.explain(directory, e);
    }
  }

  /** Removes a data directory, and the server that a killed Leadline may have left on it. */
  static void delete(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DataDirectory data = new DataDirectory(directory)) {
      if (data.hasCluster()) {
        new ServerProcess(data, PostgresBinaries.forCluster(data)).stop();
      }
      Directories.delete(data.home());
      Directories.delete(directory);
    } catch (IOException e) {
      throw ServerTrouble.explain(directory, e);
    }
  }

  private static EmbeddedPostgres start(DataDirectory data) throws IOException {
    PostgresBinaries binaries = PostgresBinaries.forCluster(data);
    if (!data.hasCluster()) {
      new FreshCluster(data, binaries).make();
    }
    requireSameMajorVersion(data);
    EmbeddedPostgres server = new EmbeddedPostgres(data, new ServerProcess(data, binaries));
    LOG.info("PostgreSQL is ready on 127.0.0.1:{}, data in {}", server.port, data.home());
    return server;
  }

  private static void requireSameMajorVersion(DataDirectory data) throws IOException {
    String made = Files.readString(data.cluster().resolve("PG_VERSION")).strip();
    if (!made.equals(Integer.toString(PostgresBinaries.majorVersion()))) {
      throw new DatabaseFailure.NotStarted(
          "The data in %s was made by PostgreSQL %s and this release brings PostgreSQL %d. Move it by dump and restore, or run the release that made it."
              .formatted(data.home(), made, PostgresBinaries.majorVersion()));
    }
  }

  /** How to reach the hub's own database on this server. */
  DatabaseSettings settings(int poolSize) {
    return settings(FreshCluster.DATABASE, FreshCluster.USER).withPoolSize(poolSize);
  }

  DatabaseSettings settings(String database, String user) {
    return DatabaseSettings.external(url(port, database), user, password);
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
        .formatted(port, database);
  }

  Optional<ProcessHandle> running() throws IOException {
    return process.running();
  }

  /** Stops the server, keeping every committed row, and lets go of the directory. */
  @Override
  public void close() {
    watch.close();
    try {
      process.stop();
    } catch (IOException | DatabaseFailure e) {
      LOG.warn("PostgreSQL may still run; the next start stops it first", e);
    } finally {
      data.close();
    }
  }
}
