package dev.leadline.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a database is and how to sign in there; turns a failed sign-in into a typed failure. */
record Address(String url, String user, String password, String place) {

  /** The oldest release that has what the tables use. */
  static final int OLDEST_SERVER = 15;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than any statement of ours; a server that vanished without a word is noticed. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  static Address of(DatabaseSettings settings) {
    return new Address(
        settings.url().orElseThrow(), settings.user(), settings.password(), settings.place());
  }

  PGSimpleDataSource forPool() {
    PGSimpleDataSource source = plain();
    source.setSocketTimeout(Math.toIntExact(SILENCE.toSeconds()));
    return source;
  }

  /** Without a limit on how long a statement may take: migrations rewrite large tables. */
  PGSimpleDataSource plain() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    if (!user.isEmpty()) {
      source.setUser(user);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    source.setApplicationName("leadline");
    source.setLogServerErrorDetail(false); // the detail of a failure holds the row
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
    source.setLoginTimeout(Math.toIntExact(CONNECT.toSeconds()));
    return source;
  }

  /** Connects once, so that a wrong address fails at once and by name. */
  void check() {
    try (Connection connection = plain().getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_SERVER) {
        throw new DatabaseFailure.TooOld(
            "The database at %s is PostgreSQL %d; Leadline needs %d or later"
                .formatted(place, version, OLDEST_SERVER));
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private DatabaseFailure failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28") || state.startsWith("3D") || state.startsWith("42")) {
      return new DatabaseFailure.Refused(
          "The database at %s refuses user \"%s\": %s".formatted(place, user, e.getMessage()), e);
    }
    return new DatabaseFailure.Unreachable(
        "The database at %s cannot be reached: %s".formatted(place, e.getMessage()), e);
  }
}
