package dev.leadline.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a cluster with its user and database; a crash midway leaves none at all. */
record FreshCluster(DataDirectory data, PostgresBinaries binaries) {

  static final String SUPERUSER = "postgres";
  static final String USER = "leadline";
  static final String DATABASE = "leadline";

  private static final Logger LOG = LoggerFactory.getLogger(FreshCluster.class);

  void make() throws IOException {
    LOG.info("Making a new database in {}", data.home());
    Path unfinished = data.home().resolve("cluster.new");
    Directories.delete(unfinished);
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    data.account().own(unfinished);
    initialise(unfinished, data.password());
    createDatabase(unfinished, data.password());
    Files.move(unfinished, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void initialise(Path cluster, String password) throws IOException {
    Path passwordFile = data.home().resolve("initdb.password");
    Directories.writeSecret(passwordFile, password + "\n");
    try {
      data.account().own(passwordFile);
      run(
          List.of(
              binaries.program("initdb").toString(),
              "--pgdata=" + cluster,
              "--username=" + SUPERUSER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8"),
          "");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /** By the single-user mode, so that no server runs before everything is there. */
  private void createDatabase(Path cluster, String password) {
    run(
        List.of(
            binaries.program("postgres").toString(),
            "--single",
            "-D",
            cluster.toString(),
            "-c",
            "exit_on_error=on",
            "postgres"),
        """
        CREATE ROLE %1$s LOGIN PASSWORD '%3$s'
        CREATE DATABASE %2$s OWNER %1$s
        """
            .formatted(USER, DATABASE, password));
  }

  private void run(List<String> command, String input) {
    Command.Result result = Command.run(data.account().command(command), data.home(), input);
    if (!result.succeeded()) {
      throw ServerTrouble.explain("A new database cannot be made", data.home(), result.output());
    }
  }
}
