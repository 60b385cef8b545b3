package dev.leadline.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements of one transaction that need not wait for each other's answer. Sent together they cost
 * one round trip, which on a busy machine is dearer than most statements.
 */
public final class RoundTrip {
  /** Looks at how many rows a statement wrote. */
  public interface Written {
    void read(int rows) throws SQLException;
  }

  /** Looks at what a statement returned. */
  public interface Returned {
    void read(ResultSet rows) throws SQLException;
  }

  private interface Answer {
    void read(PreparedStatement statement) throws SQLException;
  }

  private record Sent(String sql, List<Object> parameters, Answer answer) {}

  private final Connection connection;
  private final List<Sent> all = new ArrayList<>();

  public RoundTrip(Connection connection) {
    this.connection = connection;
  }

  /** What arrays among the parameters are made with. */
  public Connection connection() {
    return connection;
  }

  /** Adds a statement; they run in the order in which they were added. */
  public void update(Written answer, String sql, Object... parameters) {
    all.add(
        new Sent(sql, List.of(parameters), statement -> answer.read(statement.getUpdateCount())));
  }

  /** Adds a statement whose answer does not matter. */
  public void update(String sql, Object... parameters) {
    update(rows -> {}, sql, parameters);
  }

  /** Adds a statement that returns rows. */
  public void query(Returned answer, String sql, Object... parameters) {
    all.add(
        new Sent(
            sql,
            List.of(parameters),
            statement -> {
              try (ResultSet rows = statement.getResultSet()) {
                answer.read(rows);
              }
            }));
  }

  /** Runs what was added, and forgets it; the answers are read when all of it is done. */
  public void run() throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    String sql = all.stream().map(Sent::sql).collect(Collectors.joining(";\n"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int at = 1;
      for (Sent sent : all) {
        for (Object parameter : sent.parameters) {
          statement.setObject(at++, parameter);
        }
      }
      statement.execute();
      for (Sent sent : all) {
        sent.answer.read(statement);
        statement.getMoreResults();
      }
    }
    all.clear();
  }
}
