package dev.leadline.simulator.bulk;

import dev.leadline.simulator.soql.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job that reads rows into a file; a list of offsets says where in it each row begins. */
final class QueryJob extends Job {
  private final Plan plan;
  private final boolean withDeleted;
  private @Nullable Result result;

  /** The finished file: header line, rows, and the place of each row. */
  record Result(Path file, String header, Offsets offsets) {}

  QueryJob(String id, Caller caller, Instant created, Dialect dialect, Plan plan, boolean all) {
    super(id, caller, created, dialect, JobState.UPLOAD_COMPLETE);
    this.plan = plan;
    this.withDeleted = all;
  }

  Plan plan() {
    return plan;
  }

  boolean withDeleted() {
    return withDeleted;
  }

  synchronized void keep(Result made) {
    result = made;
  }

  synchronized @Nullable Result result() {
    return result;
  }

  @Override
  String operation() {
    return withDeleted ? "queryAll" : "query";
  }

  @Override
  String object() {
    return plan.shape().name();
  }

  @Override
  synchronized Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> json = super.details();
    json.put("jobType", "V2Query");
    json.put("isPkChunkingSupported", true);
    return json;
  }

  /** Where rows begin and, last, where the final one ends: eight bytes for each. */
  static final class Offsets {
    private long[] starts = new long[1_024];
    private int rows;

    void add(long start) {
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, rows * 2);
      }
      starts[rows++] = start;
    }

    /** How many rows there are: the last entry is an end. */
    int rows() {
      return Math.max(0, rows - 1);
    }

    long start(int row) {
      return starts[row];
    }
  }
}
