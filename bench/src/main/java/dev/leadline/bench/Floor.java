package dev.leadline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database alone can do: plain JDBC on one connection writes the rows that the hub would
 * write, to the same tables, in {@code unnest} statements of 500 and one commit for each 500, from
 * arrays made beforehand. No HTTP, no JSON, no look-up.
 */
final class Floor {
  static final int ROWS = 500;

  private static final String SIGNAL =
      """
      INSERT INTO signal (source, message_id, type, received_at, occurred_at, fate, prospect, payload)
      SELECT ?, n.message_id, 'identify', ?, ?, 'CREATED', n.prospect, n.payload
      FROM unnest(?::text[], ?::bigint[], ?::text[]) AS n (message_id, prospect, payload)
      """;
  private static final String PROSPECT =
      """
      INSERT INTO prospect (id, unit, fields, observed, created_at, updated_at)
      SELECT n.id, 1, n.fields::jsonb, n.observed::jsonb, ?, ?
      FROM unnest(?::bigint[], ?::text[], ?::text[]) AS n (id, fields, observed)
      """;
  private static final String CHANGE =
      """
      INSERT INTO prospect_change (prospect, origin, origin_id, delta, changed_at)
      SELECT n.prospect, 'SIGNAL', ?, n.delta::jsonb, ?
      FROM unnest(?::bigint[], ?::text[]) AS n (prospect, delta)
      """;
  private static final String KEY =
      """
      INSERT INTO identity_key (unit, kind, value, prospect)
      SELECT 1, 1, n.value, n.prospect FROM unnest(?::text[], ?::bigint[]) AS n (value, prospect)
      """;

  /** The columns of 500 events. */
  private static final class Batch {
    private final String[] messageIds = new String[ROWS];
    private final Long[] ids = new Long[ROWS];
    private final String[] payloads = new String[ROWS];
    private final String[] fields = new String[ROWS];
    private final String[] observed = new String[ROWS];
    private final String[] deltas = new String[ROWS];
    private final String[] emails = new String[ROWS];
  }

  private final Connection connection;
  private final int source;
  private final People people;
  private final long firstId;

  /**
   * A floor yet to be measured.
   *
   * @param firstId of the prospects; ids ascend as the hub's do, and must not be the hub's
   */
  Floor(Connection connection, int source, String run, long firstId) {
    this.connection = connection;
    this.source = source;
    this.people = new People(run);
    this.firstId = firstId;
  }

  /**
   * Writes for as long as said.
   *
   * @return events written per second; an event is one row in each of the four tables
   */
  double rowsPerSecond(Duration length) throws SQLException {
    connection.setAutoCommit(false);
    long busy = 0;
    long rows = 0;
    while (busy < length.toNanos()) {
      List<Batch> batches = prepare(rows, 40);
      long begin = System.nanoTime();
      for (Batch batch : batches) {
        write(batch);
        connection.commit();
      }
      busy += System.nanoTime() - begin;
      rows += (long) batches.size() * ROWS;
    }
    return rows * 1e9 / busy;
  }

  private List<Batch> prepare(long from, int count) {
    List<Batch> batches = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      batches.add(batch(from + (long) i * ROWS));
    }
    return batches;
  }

  private Batch batch(long from) {
    Batch batch = new Batch();
    for (int row = 0; row < ROWS; row++) {
      long i = from + row;
      batch.messageIds[row] = people.messageId(i);
      batch.ids[row] = firstId + i;
      batch.payloads[row] = people.identify(i);
      batch.fields[row] = fields(i, "\"%s\":\"%s\"");
      batch.observed[row] = "{\"*\":1772366400000}";
      batch.deltas[row] = fields(i, "\"%s\":[\"\",\"%s\"]");
      batch.emails[row] = people.email(i);
    }
    return batch;
  }

  private String fields(long i, String form) {
    return "{"
        + String.join(
            ",",
            form.formatted("email", people.email(i)),
            form.formatted("first_name", people.firstName(i)),
            form.formatted("last_name", people.lastName(i)),
            form.formatted("company", people.company(i)),
            form.formatted("phone", "+1 555 " + people.phone(i)),
            form.formatted("job_title", people.title(i)))
        + "}";
  }

  private void write(Batch batch) throws SQLException {
    OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
    write(SIGNAL, source, now, now, batch.messageIds, batch.ids, batch.payloads);
    write(PROSPECT, now, now, batch.ids, batch.fields, batch.observed);
    write(CHANGE, source, now, batch.ids, batch.deltas);
    write(KEY, batch.emails, batch.ids);
  }

  private void write(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        switch (parameters[i]) {
          case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
          case Long[] longs -> statement.setArray(i + 1, connection.createArrayOf("int8", longs));
          default -> statement.setObject(i + 1, parameters[i]);
        }
      }
      statement.executeUpdate();
    }
  }
}
