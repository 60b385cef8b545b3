package dev.leadline.simulator.rest;

import dev.leadline.simulator.traffic.CallCounters;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /limits}: what the org allows and what is left of it. */
final class Limits implements Resource {

  private final CallCounters counters;

  Limits(CallCounters counters) {
    this.counters = counters;
  }

  @Override
  public Reply answer(Call call) {
    Sobjects.needs(call, "GET");
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("ConcurrentAsyncGetReportInstances", limit(200, 200));
    limits.put(
        "DailyApiRequests",
        limit(counters.dailyMax(), Math.max(0, counters.dailyMax() - counters.used())));
    limits.put("DailyAsyncApexExecutions", limit(250_000, 250_000));
    limits.put("DailyBulkApiBatches", limit(15_000, 15_000));
    limits.put("DailyBulkV2QueryFileStorageMB", limit(976_562, 976_562));
    limits.put("DailyBulkV2QueryJobs", limit(10_000, 10_000));
    limits.put("DailyGenericStreamingApiEvents", limit(10_000, 10_000));
    limits.put("DailyStandardVolumePlatformEvents", limit(25_000, 25_000));
    limits.put("DailyStreamingApiEvents", limit(50_000, 50_000));
    limits.put("DataStorageMB", limit(1_024, 1_024));
    limits.put("FileStorageMB", limit(1_024, 1_024));
    limits.put("HourlyAsyncReportRuns", limit(1_200, 1_200));
    limits.put("HourlyPublishedPlatformEvents", limit(50_000, 50_000));
    limits.put("MassEmail", limit(10, 10));
    limits.put("SingleEmail", limit(15, 15));
    return Reply.ok(limits);
  }

  private static Map<String, Long> limit(long max, long remaining) {
    Map<String, Long> limit = new LinkedHashMap<>();
    limit.put("Max", max);
    limit.put("Remaining", remaining);
    return limit;
  }
}
