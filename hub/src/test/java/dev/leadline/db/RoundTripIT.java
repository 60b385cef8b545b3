package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoundTripIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void startEmpty() {
    DATABASE
        .jdbi()
        .useHandle(tx -> tx.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (n int PRIMARY KEY)"));
  }

  @Test
  void statementsRunInOrderAndEachIsToldItsOwnAnswer() throws SQLException {
    within(trip -> {
      insert(trip, 1, 2, 3);
      trip.update("DELETE FROM t WHERE n = ?", 1);
      trip.update("UPDATE t SET n = n + ?", 10);
      trip.query(
          rows -> {
            while (rows.next()) {
              told.add("found " + rows.getInt(1));
            }
          },
          "SELECT n FROM t WHERE n > ? ORDER BY n",
          0);
      trip.update("DELETE FROM t WHERE n = ?", 99);
      trip.run();
    });

    assertThat(told)
        .containsExactly("inserted 1", "inserted 2", "inserted 3", "found 12", "found 13");
  }

  @Test
  void whatWasRunIsForgotten() throws SQLException {
    within(trip -> {
      trip.run();
      insert(trip, 1);
      trip.run();
      insert(trip, 2);
      trip.run();
    });

    assertThat(told).containsExactly("inserted 1", "inserted 2");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void whereOneFailsNoneLastsAndNoAnswerIsRead() throws SQLException {
    assertThatThrownBy(() ->
            within(trip -> {
              insert(trip, 1);
              insert(trip, 1);
              trip.run();
            }))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("t_pkey");

    assertThat(told).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  void theTransactionCanEndInTheSameTrip() throws SQLException {
    assertThatThrownBy(() ->
            within(trip -> {
              insert(trip, 1);
              trip.runAndCommit();
              throw new SQLException("too late");
            }))
        .hasMessage("too late");

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void nothingIsCommittedWhereOneFails() throws SQLException {
    assertThatThrownBy(() ->
            within(trip -> {
              insert(trip, 1);
              trip.run();
              insert(trip, 2);
              insert(trip, 1);
              trip.runAndCommit();
            }))
        .hasMessageContaining("t_pkey");

    assertThat(count()).isZero();
  }

  private void insert(RoundTrip trip, Integer... numbers) throws SQLException {
    trip.query(
        rows -> {
          while (rows.next()) {
            told.add("inserted " + rows.getInt(1));
          }
        },
        "INSERT INTO t SELECT unnest(?::int[]) RETURNING n",
        trip.connection().createArrayOf("int4", numbers));
  }

  private interface Work {
    void with(RoundTrip trip) throws SQLException;
  }

  private static void within(Work work) throws SQLException {
    DATABASE
        .jdbi()
        .<SQLException>useTransaction(tx -> {
          Connection connection = tx.getConnection();
          work.with(new RoundTrip(connection));
        });
  }

  private static int count() {
    return DATABASE
        .jdbi()
        .withHandle(tx -> tx.createQuery("SELECT count(*) FROM t").mapTo(Integer.class).one());
  }
}
