package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class DatabaseIT {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @BeforeEach
  void emptyTable() {
    DATABASE.jdbi().useHandle(h -> h.execute("DROP TABLE IF EXISTS thing"));
    DATABASE.jdbi().useHandle(h -> h.execute("CREATE TABLE thing (name text PRIMARY KEY)"));
  }

  @Test
  void aPlainUrlWithUserAndPasswordOpens() {
    DatabaseSettings inner = DATABASE.settings();
    String url =
        inner
            .url()
            .orElseThrow()
            .replace("jdbc:postgresql://", "postgresql://leadline:" + inner.password() + "@");

    try (Database database = Database.open(DatabaseSettings.external(url, "", ""))) {
      assertThat(count(database)).isZero();
      String name =
          database
              .jdbi()
              .withHandle(h -> h.createQuery("SHOW application_name").mapTo(String.class).one());
      assertThat(name).isEqualTo("leadline");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    DatabaseSettings inner = DATABASE.settings();

    assertThatThrownBy(() ->
            Database.open(
                DatabaseSettings.external(inner.url().orElseThrow(), "leadline", "wr0ng")))
        .isInstanceOf(DatabaseFailure.Refused.class)
        .hasMessageContaining("leadline")
        .message()
        .doesNotContain("wr0ng");
  }

  @Test
  void anUnknownDatabaseIsRefused() {
    DatabaseSettings inner = DATABASE.settings();
    String url = inner.url().orElseThrow().replaceAll("/test_\\d+", "/nowhere");

    assertThatThrownBy(
            () -> Database.open(DatabaseSettings.external(url, "leadline", inner.password())))
        .isInstanceOf(DatabaseFailure.Refused.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aSilentAddressIsUnreachableWithinSeconds() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + closed + "/hub";

    long before = System.nanoTime();
    assertThatThrownBy(() -> Database.open(DatabaseSettings.external(url, "ann", "pw")))
        .isInstanceOf(DatabaseFailure.Unreachable.class)
        .hasMessageContaining("127.0.0.1:" + closed);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aListenerThatNeverAnswersIsUnreachableWithinSeconds() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:" + mute.getLocalPort() + "/hub";

      assertThatThrownBy(() -> Database.open(DatabaseSettings.external(url, "ann", "pw")))
          .isInstanceOf(DatabaseFailure.Unreachable.class);
    }
  }

  @Test
  void aDatabaseOfALaterReleaseIsLeftAlone() {
    TestServer server = TestServer.running();
    String name = server.createMigrated();
    try (Database database = Database.connect(server.settings(name), () -> {})) {
      database
          .jdbi()
          .useHandle(h ->
              h.execute(
                  """
                  INSERT INTO schema_version (installed_rank, version, description, type, script,
                    checksum, installed_by, execution_time, success)
                  VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, true)
                  """));

      assertThatThrownBy(() -> Database.open(server.settings(name)))
          .isInstanceOf(DatabaseFailure.NotMigrated.class)
          .hasMessageContaining("9999");
    } finally {
      server.drop(name);
    }
  }

  @Test
  void failedWorkLeavesNothing() {
    assertThatThrownBy(() ->
            DATABASE
                .database()
                .inTransaction(h -> {
                  h.execute("INSERT INTO thing VALUES ('a')");
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");

    assertThat(count(DATABASE.database())).isZero();
  }

  @Test
  void contentionIsTriedAgainWhenAsked() {
    for (String state : new String[] {"40001", "40P01", "23505"}) {
      AtomicInteger runs = new AtomicInteger();
      int result =
          DATABASE
              .database()
              .inTransactionRetrying(h -> {
                h.execute("INSERT INTO thing VALUES (?)", state);
                if (runs.incrementAndGet() < 3) {
                  h.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "'; END $$");
                }
                return runs.get();
              });
      assertThat(result).as(state).isEqualTo(3);
    }
    assertThat(count(DATABASE.database())).isEqualTo(3);
  }

  @Test
  void contentionIsNotTriedAgainUnasked() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(() ->
            DATABASE
                .database()
                .inTransaction(h -> {
                  runs.incrementAndGet();
                  return h.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
                }))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(runs).hasValue(1);
  }

  @Test
  void otherErrorsAreNeverTriedAgain() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(() ->
            DATABASE
                .database()
                .inTransactionRetrying(h -> {
                  runs.incrementAndGet();
                  return h.execute("SELECT nonsense");
                }))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(runs).hasValue(1);
  }

  @Test
  void endlessContentionIsToldInTheEnd() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(() ->
            DATABASE
                .database()
                .inTransactionRetrying(h -> {
                  runs.incrementAndGet();
                  return h.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$");
                }))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(runs.get()).isBetween(2, 10);
  }

  private static int count(Database database) {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery("SELECT count(*) FROM thing").mapTo(int.class).one());
  }
}
