package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedPostgresIT {

  private static final Path DIRECTORY = TestServer.directory("embedded-" + System.nanoTime());

  @AfterAll
  static void remove() throws IOException {
    Directories.delete(DIRECTORY);
  }

  @Test
  void listensOnLoopbackOnlyAndKeepsWhatItCommits() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(show(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(unixSockets()).isEmpty();
      assertThat(show(postgres, "fsync")).isEqualTo("on");
      assertThat(show(postgres, "synchronous_commit")).isEqualTo("on");
      assertThat(show(postgres, "password_encryption")).isEqualTo("scram-sha-256");
    }
  }

  @Test
  void theHubIsNoSuperuserAndThePasswordIsOursAlone() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(show(postgres, "is_superuser")).isEqualTo("off");
      Path password = DIRECTORY.resolve("password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(password).strip()).hasSizeGreaterThan(20);
      assertThatThrownBy(() -> signIn(postgres, "")).isInstanceOf(JdbiException.class);
      assertThatThrownBy(() -> signIn(postgres, "guess")).isInstanceOf(JdbiException.class);
    }
  }

  @Test
  void asRootItRunsUnderAnotherAccount() throws IOException {
    assumeTrue(new UnixSystem().getUid() == 0, "only root has to change the account");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      long pid = postgres.running().orElseThrow().pid();
      assertThat(Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid"))
          .isNotEqualTo(0);
    }
  }

  @Test
  void aCleanStopEndsTheServerAndTheNextStartFindsTheData() throws IOException {
    ProcessHandle first;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      first = postgres.running().orElseThrow();
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    first.onExit().join();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(number(postgres, "SELECT answer FROM kept")).isEqualTo(42);
    }
    assertThat(Files.readString(DIRECTORY.resolve("postgresql.log.1")))
        .doesNotContain("was not properly shut down");
  }

  @Test
  void theSamePortIsTakenAgainIfItIsFreeAndAnotherIfNot() throws IOException {
    int first;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      first = port(postgres);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(port(postgres)).isEqualTo(first);
    }
    try (ServerSocket other = new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(other.isBound()).isTrue();
      assertThat(port(postgres)).isNotEqualTo(first);
    }
  }

  @Test
  void aSecondStartOnTheSameDirectorySaysWhoHasIt() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(postgres).isNotNull();
      assertThatThrownBy(() -> EmbeddedPostgres.start(DIRECTORY))
          .isInstanceOf(DatabaseFailure.DirectoryInUse.class)
          .hasMessageContainingAll(DIRECTORY.toString(), "in use by another Leadline");
      // And the failed try has not let go of the lock.
      Process second = new ProcessBuilder(runEmbedded()).redirectErrorStream(true).start();

      assertThat(second.inputReader().readAllAsString())
          .contains("in use by another Leadline (process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void aKilledServerIsStartedAgainAndHasLostNothing() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY);
        Database hub = Database.connect(postgres.settings(2), () -> {})) {
      execute(postgres, "CREATE TABLE survivor AS SELECT generate_series(1, 1000) AS n");
      ProcessHandle server = postgres.running().orElseThrow();
      assertThat(server.destroyForcibly()).isTrue();
      server.onExit().join();

      assertThat(firstAnswer(hub, "SELECT count(*) FROM survivor")).isEqualTo(1000);
    }
  }

  @Test
  void theServerOfAKilledHubIsReplacedAndHasLostNothing() throws IOException {
    Process hub = new ProcessBuilder(runEmbedded()).redirectErrorStream(true).start();
    String line =
        hub.inputReader().lines().filter(l -> l.startsWith("ready ")).findFirst().orElseThrow();
    ProcessHandle orphan =
        ProcessHandle.of(Long.parseLong(line.substring("ready ".length()))).orElseThrow();
    hub.destroyForcibly();
    hub.onExit().join();
    assertThat(orphan.isAlive()).isTrue();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(number(postgres, "SELECT count(*) FROM orphaned")).isEqualTo(1000);
      assertThat(postgres.running().orElseThrow().pid()).isNotEqualTo(orphan.pid());
    }
    orphan.onExit().join();
  }

  @Test
  void aHubAndItsServerKilledTogetherLoseNothing() throws IOException {
    Process hub = new ProcessBuilder(runEmbedded()).redirectErrorStream(true).start();
    String line =
        hub.inputReader().lines().filter(l -> l.startsWith("ready ")).findFirst().orElseThrow();
    hub.destroyForcibly();
    hub.onExit().join();
    ProcessHandle.of(Long.parseLong(line.substring("ready ".length())))
        .orElseThrow()
        .destroyForcibly();

    // At once: the dead server's children may still hold its shared memory.
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(number(postgres, "SELECT count(*) FROM orphaned")).isEqualTo(1000);
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramIsNoObstacleAndThatProgramLives() throws IOException {
    EmbeddedPostgres.start(DIRECTORY).close();
    // Of the server's own account: PostgreSQL passes over those of others by itself.
    ServerAccount account = ServerAccount.forCluster(DIRECTORY.resolve("cluster"));
    Process bystander = new ProcessBuilder(account.command(List.of("cat"))).start();
    Path pidFile = DIRECTORY.resolve("cluster/postmaster.pid");
    Files.writeString(pidFile, bystander.pid() + "\n" + DIRECTORY.resolve("cluster") + "\n");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DIRECTORY)) {
      assertThat(number(postgres, "SELECT 1")).isEqualTo(1);
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroy();
    }
  }

  @Test
  void aClusterOfAnotherMajorVersionIsLeftAlone() throws IOException {
    EmbeddedPostgres.start(DIRECTORY).close();
    Path version = DIRECTORY.resolve("cluster/PG_VERSION");
    String now = Files.readString(version);
    Files.writeString(version, "17\n");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(DIRECTORY))
          .isInstanceOf(DatabaseFailure.NotStarted.class)
          .hasMessageContainingAll("PostgreSQL 17", "dump and restore");
    } finally {
      Files.writeString(version, now);
    }
  }

  @Test
  void aServerThatCannotStartSaysWhy() throws IOException {
    EmbeddedPostgres.start(DIRECTORY).close();
    Path control = DIRECTORY.resolve("cluster/global/pg_control");
    byte[] now = Files.readAllBytes(control);
    Files.write(control, new byte[now.length]);
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(DIRECTORY))
          .isInstanceOf(DatabaseFailure.NotStarted.class)
          .hasMessageContainingAll(DIRECTORY.toString(), "FATAL");
    } finally {
      Files.write(control, now);
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeSaysWhy() throws IOException {
    Path file = Files.createTempFile("leadline-", ".txt");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data")))
          .isInstanceOf(DatabaseFailure.NotStarted.class)
          .hasMessageContaining(file.toString());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void belowADirectoryClosedToOthersRootKeepsTheDataElsewhere() throws IOException {
    assumeTrue(new UnixSystem().getUid() == 0, "only root has to change the account");
    Path closed = Files.createTempDirectory("leadline-closed-");
    Path asked = closed.resolve("data");
    try {
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(asked)) {
        execute(postgres, "CREATE TABLE elsewhere AS SELECT 1 AS n");
      }
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(asked)) {
        assertThat(number(postgres, "SELECT n FROM elsewhere")).isEqualTo(1);
        assertThatThrownBy(() -> EmbeddedPostgres.delete(asked))
            .isInstanceOf(DatabaseFailure.DirectoryInUse.class);
      }
      Path elsewhere = Path.of(Files.readString(asked.resolve("location")).strip());
      assertThat(elsewhere).isDirectory();

      EmbeddedPostgres.delete(asked);

      assertThat(elsewhere).doesNotExist();
      assertThat(asked).doesNotExist();
    } finally {
      EmbeddedPostgres.delete(asked);
      Directories.delete(closed);
    }
  }

  private static List<String> runEmbedded() {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-cp",
        System.getProperty("java.class.path"),
        RunEmbedded.class.getName(),
        DIRECTORY.toString());
  }

  /** Waits as a hub does: by its pool, whose connections of before the restart fail first. */
  private static int firstAnswer(Database database, String sql) {
    for (int attempt = 0; ; attempt++) {
      try {
        return database.jdbi().withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
      } catch (JdbiException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  private static Jdbi jdbi(EmbeddedPostgres postgres) {
    return Jdbi.create(Address.of(postgres.settings(1)).plain());
  }

  private static int signIn(EmbeddedPostgres postgres, String password) {
    Address address = Address.of(postgres.settings(1));
    return Jdbi.create(new Address(address.url(), "leadline", password, "").plain())
        .withHandle(h -> h.execute("SELECT 1"));
  }

  private static List<String> unixSockets() throws IOException {
    // The pid file's fifth line is the directory of the socket.
    return Files.readAllLines(DIRECTORY.resolve("cluster/postmaster.pid")).subList(4, 5).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static int port(EmbeddedPostgres postgres) {
    String url = postgres.settings(1).url().orElseThrow();
    return URI.create(url.substring("jdbc:".length())).getPort();
  }

  private static String show(EmbeddedPostgres postgres, String setting) {
    return jdbi(postgres)
        .withHandle(h -> h.createQuery("SHOW " + setting).mapTo(String.class).one());
  }

  private static int number(EmbeddedPostgres postgres, String sql) {
    return jdbi(postgres).withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) {
    jdbi(postgres).useHandle(h -> h.execute(sql));
  }
}
