package dev.leadline.db;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a database of its own, migrated and empty, and drops it afterwards.
 *
 * <p>{@code @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();}
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private static final int POOL_SIZE = 8;

  private Optional<Open> open = Optional.empty();

  private record Open(String name, DatabaseSettings settings, Database database) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    TestServer server = TestServer.running();
    String name = server.createMigrated();
    DatabaseSettings settings = server.settings(name).withPoolSize(POOL_SIZE);
    open = Optional.of(new Open(name, settings, Database.connect(settings, () -> {})));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    open.ifPresent(it -> {
      it.database.close();
      TestServer.running().drop(it.name);
    });
    open = Optional.empty();
  }

  public Database database() {
    return open.orElseThrow().database;
  }

  public Jdbi jdbi() {
    return database().jdbi();
  }

  /** How a hub under test reaches this database by URL. */
  public DatabaseSettings settings() {
    return open.orElseThrow().settings;
  }
}
