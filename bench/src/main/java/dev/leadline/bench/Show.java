package dev.leadline.bench;

import dev.leadline.bench.IngestBench.Part;
import dev.leadline.bench.IngestBench.Report;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reports as a person or a script reads them. */
final class Show {
  private static final int MEBIBYTE = 1 << 20;

  private Show() {}

  static String table(Report report) {
    String rows =
        report.identify().entrySet().stream()
            .map(entry -> row("/v1/identify, " + entry.getKey() + " connections", entry.getValue()))
            .collect(Collectors.joining("\n"));
    return String.format(
        Locale.ROOT,
        """
        %-32s %12s %8s %10s %10s
        %-32s %12.0f %8.2f
        %s
        %s
        peak heap of the hub: %d MB
        """,
        "",
        "events/s",
        "ratio",
        "p50 ms",
        "p99 ms",
        "floor (plain JDBC, 500 rows)",
        report.floor(),
        1.0,
        row("/v1/batch, 100 events a call", report.batch()),
        rows,
        report.peakHeapBytes() / MEBIBYTE);
  }

  static String json(Report report) {
    String identify =
        report.identify().entrySet().stream()
            .map(entry ->
                String.format(
                    Locale.ROOT,
                    "\"%d\":{\"requestsPerSecond\":%.0f,\"ratio\":%.3f,\"p50Millis\":%.2f,"
                        + "\"p99Millis\":%.2f}",
                    entry.getKey(),
                    entry.getValue().eventsPerSecond(),
                    entry.getValue().ratio(),
                    entry.getValue().p50Millis(),
                    entry.getValue().p99Millis()))
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "{\"floor\":{\"rowsPerSecond\":%.0f},\"batch\":{\"eventsPerSecond\":%.0f,\"ratio\":%.3f},"
            + "\"identify\":{%s},\"peakHeapMb\":%d}",
        report.floor(),
        report.batch().eventsPerSecond(),
        report.batch().ratio(),
        identify,
        report.peakHeapBytes() / MEBIBYTE);
  }

  static String sentence(Soak.Report report) {
    return String.format(
        Locale.ROOT,
        "%d calls were answered before the hub was killed: %d of them lost, %d kept twice;"
            + " %d events are there after all were sent again.",
        report.acknowledged(),
        report.lost(),
        report.repeated(),
        report.keptAfterRetry());
  }

  static String json(Soak.Report report) {
    return String.format(
        Locale.ROOT,
        "{\"acknowledged\":%d,\"lost\":%d,\"repeated\":%d,\"keptAfterRetry\":%d}",
        report.acknowledged(),
        report.lost(),
        report.repeated(),
        report.keptAfterRetry());
  }

  private static String row(String name, Part part) {
    return String.format(
        Locale.ROOT,
        "%-32s %12.0f %8.2f %10.1f %10.1f",
        name,
        part.eventsPerSecond(),
        part.ratio(),
        part.p50Millis(),
        part.p99Millis());
  }
}
