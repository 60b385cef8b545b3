package dev.leadline.bench;

import dev.leadline.bench.Load.Result;
import dev.leadline.db.Database;
import dev.leadline.db.DatabaseSettings;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast Identify calls become durable prospects, beside the floor of the same run. */
final class IngestBench {
  private static final int BATCH = 100;
  private static final int BATCH_CONNECTIONS = 8;
  private static final int[] CONNECTIONS = {64, 256};
  private static final int UNIT = 1;
  private static final long FLOOR_IDS = 1L << 50;

  /**
   * What one load reached.
   *
   * @param ratio events per second over the floor's
   */
  record Part(double eventsPerSecond, double ratio, double p50Millis, double p99Millis) {}

  /**
   * What a run measured.
   *
   * @param floor events per second
   * @param identify by number of connections
   */
  record Report(double floor, Part batch, Map<Integer, Part> identify, long peakHeapBytes) {}

  private final Path home;
  private final Path data;
  private final Duration length;

  /**
   * A run yet to be made.
   *
   * @param data a directory that does not exist yet, for the hub's data
   * @param length of each part
   */
  IngestBench(Path home, Path data, Duration length) {
    this.home = home;
    this.data = data;
    this.length = length;
  }

  Report run() throws IOException, InterruptedException, SQLException {
    try (HubProcess hub = HubProcess.start(home, data);
        Database database =
            Database.running(DatabaseSettings.embedded(data.resolve("postgresql")));
        PeakHeap heap = new PeakHeap(hub)) {
      Source source =
          new Sources(database.jdbi(), new SecureRandom()).create(UNIT, "bench " + data);
      warmUp(hub, source);
      double floorBefore = floor(database, source);
      Part batch = part(batches(hub, source, "batch"), BATCH, floorBefore);
      Map<Integer, Part> identify = new LinkedHashMap<>();
      for (int connections : CONNECTIONS) {
        identify.put(
            connections,
            part(identifies(hub, source, "c" + connections, connections), 1, floorBefore));
      }
      return new Report(floorBefore, batch, identify, heap.peakBytes());
    }
  }

  private void warmUp(HubProcess hub, Source source) throws IOException {
    batches(hub, source, "warm-batch");
    for (int connections : CONNECTIONS) {
      identifies(hub, source, "warm" + connections, connections);
    }
  }

  private double floor(Database database, Source source) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return new Floor(connection, source.id(), "floor", FLOOR_IDS).rowsPerSecond(length);
    }
  }

  private Result batches(HubProcess hub, Source source, String run) throws IOException {
    People people = new People(run);
    return load(hub, source, "/v1/batch")
        .run(BATCH_CONNECTIONS, length, n -> people.batch(n * BATCH, BATCH));
  }

  private Result identifies(HubProcess hub, Source source, String run, int connections)
      throws IOException {
    People people = new People(run);
    return load(hub, source, "/v1/identify")
        .run(connections, length, n -> people.identify(n).getBytes(StandardCharsets.UTF_8));
  }

  private static Load load(HubProcess hub, Source source, String path) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((source.writeKey() + ":").getBytes(StandardCharsets.US_ASCII));
    return new Load(hub.address(), path, "Basic " + credentials);
  }

  private static Part part(Result result, int eventsPerCall, double floor) {
    double events = result.perSecond() * eventsPerCall;
    return new Part(
        events,
        events / floor,
        result.micros().getValueAtPercentile(50) / 1000.0,
        result.micros().getValueAtPercentile(99) / 1000.0);
  }
}
