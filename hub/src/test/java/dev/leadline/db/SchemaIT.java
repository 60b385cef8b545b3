package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaIT {

  private final TestServer server = TestServer.running();
  private final List<String> databases = new ArrayList<>();

  @AfterEach
  void drop() {
    databases.forEach(server::drop);
  }

  @Test
  void theReadableSchemaIsWhatTheMigrationsMake() throws IOException {
    Jdbi migrated = open(server.createMigrated());
    Jdbi written = empty();
    execute(written, schema());

    assertThat(
            Catalog.of(migrated)
                .differencesFrom(Catalog.of(written), "the migrations", "schema.sql"))
        .as("db/schema.sql and db/migration")
        .isEmpty();
  }

  @Test
  void everyKindOfDifferenceIsSeen() {
    String schema =
        """
        CREATE EXTENSION pg_trgm;
        CREATE TYPE mood AS ENUM ('calm', 'keen');
        CREATE TABLE unit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
        CREATE TABLE thing (
          id bigint NOT NULL, unit bigint REFERENCES unit, name varchar(20) DEFAULT 'x', mood mood,
          size int CHECK (size > 0));
        CREATE INDEX thing_name ON thing (name) WHERE unit IS NOT NULL;
        CREATE SEQUENCE ticket INCREMENT BY 50;
        CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE VIEW things AS SELECT id FROM thing;
        """;
    Jdbi jdbi = empty();
    Catalog whole = catalogOf(jdbi, schema);

    assertThat(whole.differencesFrom(catalogOf(jdbi, schema), "a", "b")).isEmpty();
    assertChangeIsSeen(jdbi, schema, "name text NOT NULL", "name text", "column unit.name");
    assertChangeIsSeen(jdbi, schema, "varchar(20)", "varchar(21)", "column thing.name");
    assertChangeIsSeen(jdbi, schema, "DEFAULT 'x'", "DEFAULT 'y'", "column thing.name");
    assertChangeIsSeen(jdbi, schema, "ALWAYS AS", "BY DEFAULT AS", "column unit.id");
    assertChangeIsSeen(jdbi, schema, " REFERENCES unit", "", "constraint thing");
    assertChangeIsSeen(jdbi, schema, "size > 0", "size > 1", "constraint thing");
    assertChangeIsSeen(jdbi, schema, " WHERE unit IS NOT NULL", "", "index thing");
    assertChangeIsSeen(jdbi, schema, "BY 50", "BY 10", "sequence ticket");
    assertChangeIsSeen(jdbi, schema, "SELECT 1", "SELECT 2", "function");
    assertChangeIsSeen(jdbi, schema, "'calm', 'keen'", "'keen', 'calm'", "type mood");
    assertChangeIsSeen(jdbi, schema, "CREATE EXTENSION pg_trgm;", "", "extension pg_trgm");
    assertChangeIsSeen(jdbi, schema, "SELECT id FROM", "SELECT unit AS id FROM", "view things");
  }

  private void assertChangeIsSeen(
      Jdbi jdbi, String schema, String from, String to, String reported) {
    assertThat(schema).contains(from);
    Catalog whole = catalogOf(jdbi, schema);
    Catalog changed = catalogOf(jdbi, schema.replace(from, to));
    assertThat(whole.differencesFrom(changed, "a", "b"))
        .anyMatch(line -> line.startsWith("only in a: " + reported));
  }

  private Catalog catalogOf(Jdbi jdbi, String schema) {
    execute(jdbi, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;" + schema);
    return Catalog.of(jdbi);
  }

  private Jdbi empty() {
    return open(server.createEmpty());
  }

  private Jdbi open(String database) {
    databases.add(database);
    return Jdbi.create(Address.of(server.settings(database)).plain());
  }

  private static void execute(Jdbi jdbi, String sql) {
    jdbi.useHandle(handle -> {
      try (Statement statement = handle.getConnection().createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new AssertionError("The schema does not apply: " + e.getMessage(), e);
      }
    });
  }

  private static String schema() throws IOException {
    try (InputStream in = Database.class.getResourceAsStream("/db/schema.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
