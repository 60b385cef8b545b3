package dev.leadline.simulator.bulk;

import dev.leadline.simulator.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What jobs of both kinds have: who made them, where they stand, how far they got. */
abstract sealed class Job permits IngestJob, QueryJob {
  private final String id;
  private final Caller caller;
  private final Instant created;
  private final Dialect dialect;
  private JobState state;
  private Instant changed;
  private @Nullable String errorMessage;
  private long processed;
  private long failed;
  private int retries;

  Job(String id, Caller caller, Instant created, Dialect dialect, JobState state) {
    this.id = id;
    this.caller = caller;
    this.created = created;
    this.changed = created;
    this.dialect = dialect;
    this.state = state;
  }

  String id() {
    return id;
  }

  Caller caller() {
    return caller;
  }

  Instant created() {
    return created;
  }

  Dialect dialect() {
    return dialect;
  }

  synchronized JobState state() {
    return state;
  }

  /** Moves on from a state; false where the job is no longer in it. */
  synchronized boolean move(JobState from, JobState to, Instant now) {
    if (state != from) {
      return false;
    }
    state = to;
    changed = now;
    return true;
  }

  synchronized void fail(String message, Instant now) {
    if (!state.hasEnded()) {
      state = JobState.FAILED;
      errorMessage = message;
      changed = now;
    }
  }

  synchronized void count(long moreProcessed, long moreFailed) {
    processed += moreProcessed;
    failed += moreFailed;
  }

  /** A chunk is tried again. */
  synchronized void retried() {
    retries++;
  }

  abstract String operation();

  abstract String object();

  /** What the reply to the call that made the job shows. */
  synchronized Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("operation", operation());
    json.put("object", object());
    json.put("createdById", caller.userId());
    json.put("createdDate", Json.dateTime(created));
    json.put("systemModstamp", Json.dateTime(changed));
    json.put("state", state.wireName());
    json.put("concurrencyMode", "Parallel");
    json.put("contentType", "CSV");
    json.put("apiVersion", Double.valueOf(caller.version()));
    json.put("lineEnding", dialect.lineEnding());
    json.put("columnDelimiter", dialect.delimiterName());
    return json;
  }

  /** What asking for the job shows. */
  synchronized Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> json = summary();
    json.put("numberRecordsProcessed", processed);
    json.put("retries", retries);
    json.put("totalProcessingTime", Duration.between(created, changed).toMillis());
    if (this instanceof IngestJob) {
      json.put("numberRecordsFailed", failed);
      json.put("apiActiveProcessingTime", Duration.between(created, changed).toMillis());
      json.put("apexProcessingTime", 0);
    }
    if (errorMessage != null) {
      json.put("errorMessage", errorMessage);
    }
    return json;
  }
}
