package dev.leadline.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction that need not wait for each other's answer. Sent together they cost
 * one round trip, which on a busy machine is dearer than most statements.
 */
public final class RoundTrip {
  /** Looks at what a statement returned. */
  public interface Returned {
    void read(ResultSet rows) throws SQLException;
  }

  private record Sent(String sql, List<Object> parameters, @Nullable Returned answer) {}

  private final Connection connection;
  private final List<Sent> all = new ArrayList<>();

  public RoundTrip(Connection connection) {
    this.connection = connection;
  }

  /** What arrays among the parameters are made with. */
  public Connection connection() {
    return connection;
  }

  /** Adds a statement that returns no rows; they run in the order in which they were added. */
  public void update(String sql, Object... parameters) {
    all.add(new Sent(sql, List.of(parameters), null));
  }

  /** Adds a statement that returns rows. */
  public void query(Returned answer, String sql, Object... parameters) {
    all.add(new Sent(sql, List.of(parameters), answer));
  }

  /**
   * Like {@link #run}, and ends the transaction in the same round trip: nothing may follow in it.
   * When a statement fails, nothing of the transaction is kept; an answer can no longer undo it.
   */
  public void runAndCommit() throws SQLException {
    update("COMMIT");
    run();
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
        if (sent.answer != null) {
          try (ResultSet rows = statement.getResultSet()) {
            sent.answer.read(rows);
          }
        }
        statement.getMoreResults();
      }
    }
    all.clear();
  }
}
