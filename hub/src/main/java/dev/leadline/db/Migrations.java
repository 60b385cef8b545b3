package dev.leadline.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables to this release's shape. */
final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String LOCATION = "classpath:db/migration";
  private static final String TABLE = "schema_version";

  private Migrations() {}

  /** Drops every table, index and sequence, so that the next migration begins at nothing. */
  static void dropAll(Address address) {
    address.check();
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(address.plain())
          .cleanDisabled(false)
          .loggers("slf4j")
          .load()
          .clean();
    } catch (FlywayException e) {
      throw new DatabaseFailure.NotMigrated(
          "The database at %s cannot be emptied: %s".formatted(address.place(), e.getMessage()), e);
    }
  }

  static void migrate(Address address) {
    address.check();
    try {
      MigrateResult result =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(address.plain())
              .locations(LOCATION)
              .table(TABLE)
              .validateMigrationNaming(true)
              // A database of a later release is not for this one, Flyway's default says it is.
              .ignoreMigrationPatterns(new String[0])
              .loggers("slf4j")
              .load()
              .migrate();
      if (result.migrationsExecuted > 0) {
        LOG.info("Applied {} migration(s) to {}", result.migrationsExecuted, address.place());
      }
    } catch (FlywayException e) {
      throw new DatabaseFailure.NotMigrated(
          "The database at %s cannot be migrated: %s".formatted(address.place(), e.getMessage()),
          e);
    }
  }
}
