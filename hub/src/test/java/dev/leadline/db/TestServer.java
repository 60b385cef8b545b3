package dev.leadline.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The one embedded server of this JVM's tests, kept between runs, with a template to copy from. */
final class TestServer {

  private static final String TEMPLATE = "template_migrated";
  private static final int DIRECTORIES = 8;

  private static @Nullable TestServer running;

  private final EmbeddedPostgres postgres;
  private final Jdbi administrator;
  private final AtomicInteger made = new AtomicInteger();

  private TestServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    this.administrator =
        Jdbi.create(
            Address.of(postgres.settings(FreshCluster.SUPERUSER, FreshCluster.SUPERUSER)).plain());
  }

  static synchronized TestServer running() {
    if (running == null) {
      TestServer server = new TestServer(startInFreeDirectory());
      Runtime.getRuntime().addShutdownHook(new Thread(server.postgres::close));
      server.dropLeftovers();
      server.prepareTemplate();
      running = server;
    }
    return running;
  }

  /** Makes a copy of the migrated template and returns its name. */
  String createMigrated() {
    return create(TEMPLATE);
  }

  /** Makes a database without any table and returns its name. */
  String createEmpty() {
    return create("template0");
  }

  private String create(String template) {
    String name = "test_" + made.incrementAndGet();
    administrator.useHandle(h -> create(h, name, template));
    return name;
  }

  DatabaseSettings settings(String database) {
    return postgres.settings(database, FreshCluster.USER);
  }

  void drop(String name) {
    administrator.useHandle(h -> drop(h, name));
  }

  private void dropLeftovers() {
    administrator.useHandle(h -> {
      List<String> names =
          h.createQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")
              .mapTo(String.class)
              .list();
      names.forEach(name -> drop(h, name));
    });
  }

  private void prepareTemplate() {
    boolean exists =
        administrator.withHandle(h ->
            h.createQuery("SELECT count(*) > 0 FROM pg_database WHERE datname = :name")
                .bind("name", TEMPLATE)
                .mapTo(Boolean.class)
                .one());
    if (exists && isMigratable()) {
      return;
    }
    administrator.useHandle(h -> {
      drop(h, TEMPLATE);
      create(h, TEMPLATE, "template0");
    });
    Migrations.migrate(Address.of(settings(TEMPLATE)));
  }

  /** A template of an earlier run serves on unless a migration was edited or removed since. */
  private boolean isMigratable() {
    try {
      Migrations.migrate(Address.of(settings(TEMPLATE)));
      return true;
    } catch (DatabaseFailure.NotMigrated e) {
      return false;
    }
  }

  private static void create(Handle handle, String name, String template) {
    handle.execute(
        "CREATE DATABASE %s TEMPLATE %s OWNER %s".formatted(name, template, FreshCluster.USER));
  }

  private static void drop(Handle handle, String name) {
    handle.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
  }

  /** Beside a second JVM that tests the same module at the same time, the next directory. */
  private static EmbeddedPostgres startInFreeDirectory() {
    for (int i = 1; i < DIRECTORIES; i++) {
      try {
        return EmbeddedPostgres.start(directory("postgresql-" + i));
      } catch (DatabaseFailure.DirectoryInUse e) {
        // The next one, then.
      }
    }
    return EmbeddedPostgres.start(directory("postgresql-" + DIRECTORIES));
  }

  /** Below target/, unless we are root and the checkout is closed to every other account. */
  static Path directory(String name) {
    Path target = Path.of("target").toAbsolutePath();
    Path wanted = target.resolve(name);
    if (Files.isDirectory(target)
        && ServerAccount.forCluster(wanted.resolve("cluster")).canReach(target)) {
      return wanted;
    }
    String checkout = HexFormat.of().toHexDigits(target.hashCode());
    return Path.of(System.getProperty("java.io.tmpdir"), "leadline-test-" + checkout, name);
  }
}
