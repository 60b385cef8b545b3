package dev.leadline.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The migrated database: what every store is handed to read and write its tables. */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);
  private static final int PATIENCE_SECONDS = 2;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final AutoCloseable server;

  private Database(HikariDataSource pool, AutoCloseable server) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    // Failures are logged, and what was bound is people's data.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    this.server = server;
  }

  /**
   * Starts the embedded server where no URL is given, brings the tables to this release's shape and
   * opens the pool.
   *
   * @throws DatabaseFailure saying who must act
   */
  public static Database open(DatabaseSettings settings) {
    if (settings.url().isPresent()) {
      return openMigrated(settings, () -> {});
    }
    EmbeddedPostgres server = EmbeddedPostgres.start(settings.directory());
    try {
      return openMigrated(server.settings(settings.poolSize()), server);
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /**
   * The database of a hub that runs, for tools beside it: nothing is started, migrated or stopped.
   *
   * @throws DatabaseFailure saying who must act
   */
  public static Database running(DatabaseSettings settings) {
    return connect(
        settings.url().isPresent() ? settings : RunningServer.settings(settings.directory()),
        () -> {});
  }

  /**
   * Forgets all that an embedded database holds. Nothing may be using it.
   *
   * @throws IllegalArgumentException when a URL is given: somebody else's database is never emptied
   * @throws DatabaseFailure saying who must act
   */
  public static void empty(DatabaseSettings settings) {
    if (settings.url().isPresent()) {
      throw new IllegalArgumentException("only an embedded database may be emptied");
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start(settings.directory())) {
      Migrations.dropAll(Address.of(server.settings(1)));
    }
  }

  /**
   * Removes an embedded database and all that it holds, wherever it lies. Nothing may be using it.
   *
   * @throws IllegalArgumentException when a URL is given: somebody else's database is never deleted
   * @throws DatabaseFailure saying who must act
   */
  public static void delete(DatabaseSettings settings) {
    if (settings.url().isPresent()) {
      throw new IllegalArgumentException("only an embedded database may be deleted");
    }
    EmbeddedPostgres.delete(settings.directory());
  }

  private static Database openMigrated(DatabaseSettings settings, AutoCloseable server) {
    Migrations.migrate(Address.of(settings));
    return connect(settings, server);
  }

  /** A pool over a database that is already migrated. */
  static Database connect(DatabaseSettings settings, AutoCloseable server) {
    return new Database(new HikariDataSource(poolOf(settings)), server);
  }

  private static HikariConfig poolOf(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("leadline");
    config.setDataSource(Address.of(settings).forPool());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
    return config;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Whether the database answers at this moment; takes a few seconds to say no. */
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Runs the work in one transaction: all of it lasts, or none. */
  public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
    return jdbi.inTransaction(work);
  }

  /**
   * Like {@link #inTransaction}, and runs the whole work again, a few times, when another
   * transaction got in its way (deadlock, serialization failure, a race for the same unique value).
   * The work must have no effect outside the transaction.
   */
  public <T, X extends Exception> T inTransactionRetrying(HandleCallback<T, X> work) throws X {
    return new Contention().overcome(() -> jdbi.inTransaction(work));
  }

  /** Like {@link #inTransactionRetrying}, for work whose failure the caller cannot mend. */
  public <T extends @Nullable Object> T atomically(HandleCallback<T, SQLException> work) {
    try {
      return inTransactionRetrying(work);
    } catch (SQLException e) {
      throw new IllegalStateException("Nothing was kept: " + e.getMessage(), e);
    }
  }

  /** Closes the pool and then, where it is ours, stops the server. */
  @Override
  public void close() {
    pool.close();
    try {
      server.close();
    } catch (Exception e) {
      LOG.warn("The database server did not stop cleanly; the next start recovers it", e);
    }
  }
}
