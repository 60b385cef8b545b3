package dev.leadline.simulator.bulk;

import dev.leadline.simulator.org.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The jobs of the org, for seven days each. */
final class Jobs {
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int PAGE = 1_000;

  private final InstantSource clock;
  private final Spool spool;
  private final Map<String, Job> byId = new LinkedHashMap<>();
  private int made;

  Jobs(InstantSource clock, Spool spool) {
    this.clock = clock;
    this.spool = spool;
  }

  Instant now() {
    return clock.instant();
  }

  /** Makes a job under a new id. */
  synchronized <J extends Job> J add(Function<String, J> making) {
    forget();
    J job = making.apply(RecordId.of("750", ++made));
    byId.put(job.id(), job);
    return job;
  }

  /** The job with this id, in either form. */
  synchronized <J extends Job> J need(String id, Class<J> kind) {
    forget();
    String normal = RecordId.normal(id);
    Job job = normal == null ? null : byId.get(normal);
    if (!kind.isInstance(job)) {
      throw BulkError.notFound();
    }
    return kind.cast(job);
  }

  synchronized void remove(Job job) {
    byId.remove(job.id());
    spool.remove(job.id());
  }

  /** A page of a list of jobs, newest first; the locator is the number of jobs before it. */
  synchronized Map<String, @Nullable Object> list(
      Class<? extends Job> kind, @Nullable String locator, String base) {
    forget();
    List<Job> jobs = new ArrayList<>(byId.values().stream().filter(kind::isInstance).toList());
    Collections.reverse(jobs);
    int from = Math.min(start(locator), jobs.size());
    int to = Math.min(from + PAGE, jobs.size());
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("done", to == jobs.size());
    page.put("records", jobs.subList(from, to).stream().map(Jobs::listed).toList());
    page.put("nextRecordsUrl", to == jobs.size() ? null : base + "?queryLocator=" + to);
    return page;
  }

  private static Map<String, @Nullable Object> listed(Job job) {
    Map<String, @Nullable Object> json = job.summary();
    json.put("jobType", job instanceof IngestJob ? "V2Ingest" : "V2Query");
    return json;
  }

  private static int start(@Nullable String locator) {
    if (locator == null) {
      return 0;
    }
    if (!locator.matches("\\d{1,9}")) {
      throw new BulkError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return Integer.parseInt(locator);
  }

  private void forget() {
    Instant oldest = clock.instant().minus(LIFE);
    List<Job> old = byId.values().stream().filter(job -> job.created().isBefore(oldest)).toList();
    old.forEach(this::remove);
  }
}
