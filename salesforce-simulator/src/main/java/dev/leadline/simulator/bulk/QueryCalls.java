package dev.leadline.simulator.bulk;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.soql.OrgView;
import dev.leadline.simulator.soql.Plan;
import dev.leadline.simulator.soql.Query;
import dev.leadline.simulator.soql.Soql;
import dev.leadline.simulator.soql.SoqlError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The calls under {@code /jobs/query}. */
final class QueryCalls {
  private static final int USUAL_PAGE = 50_000;
  private static final int PAGES_AT_ONCE = 5;
  private static final int FIRST_VERSION_WITH_PAGES = 58;

  private final Org org;
  private final Jobs jobs;
  private final Spool spool;
  private final Executor worker;

  QueryCalls(Org org, Jobs jobs, Spool spool, Executor worker) {
    this.org = org;
    this.jobs = jobs;
    this.spool = spool;
    this.worker = worker;
  }

  /** Some rows of a result, in the locator as {@code from-count}. */
  private record Span(int from, int count) {
    static Span read(@Nullable String locator, int usual) {
      if (locator == null || locator.isEmpty()) {
        return new Span(0, usual);
      }
      try {
        String text = new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII);
        if (text.matches("\\d{1,9}-\\d{1,9}")) {
          int dash = text.indexOf('-');
          return new Span(
              Integer.parseInt(text.substring(0, dash)),
              Integer.parseInt(text.substring(dash + 1)));
        }
      } catch (IllegalArgumentException notBase64) {
        throw badLocator();
      }
      throw badLocator();
    }

    private static BulkError badLocator() {
      return new BulkError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    String locator() {
      byte[] text = (from + "-" + count).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
  }

  void serve(Exchange call) throws IOException {
    if (call.at(1).isEmpty()) {
      switch (call.method()) {
        case "POST" -> create(call);
        case "GET" ->
            call.answer(
                200,
                jobs.list(QueryJob.class, call.parameter("queryLocator"), call.base() + "query"));
        default -> throw BulkError.notAllowed(call.method(), "GET,POST");
      }
      return;
    }
    QueryJob job = jobs.need(call.at(1), QueryJob.class);
    // Its rows hold what its maker sees, and others may not.
    if (!job.caller().userId().equals(call.caller().userId())) {
      throw BulkError.notFound();
    }
    switch (call.at(2).toLowerCase(Locale.ROOT)) {
      case "" -> one(call, job);
      case "results" -> results(call, job);
      case "resultpages" -> pages(call, job);
      default -> throw BulkError.notFound();
    }
  }

  private void create(Exchange call) throws IOException {
    Map<String, @Nullable Object> wanted = call.json();
    String operation = wanted.get("operation") instanceof String text ? text : "";
    if (!operation.equalsIgnoreCase("query") && !operation.equalsIgnoreCase("queryAll")) {
      throw BulkError.badJob("Invalid operation: '" + operation + "'");
    }
    if (!(wanted.get("query") instanceof String query) || query.isBlank()) {
      throw BulkError.badJob("Required field 'query' is missing");
    }
    Dialect dialect = Dialect.of(wanted.get("columnDelimiter"), wanted.get("lineEnding"));
    Plan plan = plan(call.caller(), query);
    CsvColumns columns = CsvColumns.of(plan.columns());
    boolean all = operation.equalsIgnoreCase("queryAll");
    QueryJob job = jobs.add(id -> new QueryJob(id, call.caller(), jobs.now(), dialect, plan, all));
    Map<String, @Nullable Object> summary = job.summary();
    worker.execute(new Extraction(org, job, columns, spool));
    call.answer(200, summary);
  }

  private Plan plan(Caller caller, String query) {
    try {
      Query parsed = Soql.parse(query);
      if (parsed.offset() > 0) {
        throw CsvColumns.unsupported("OFFSET is not supported in Bulk Query");
      }
      Plan plan = Plan.of(new OrgView(org, caller.userId()), parsed);
      if (plan.columns().isEmpty()) {
        throw CsvColumns.unsupported("Aggregate queries are not supported in Bulk Query");
      }
      return plan;
    } catch (SoqlError refused) {
      throw new BulkError(400, refused.code(), refused.getMessage());
    }
  }

  private void one(Exchange call, QueryJob job) throws IOException {
    switch (call.method()) {
      case "GET" -> call.answer(200, job.details());
      case "PATCH" -> abort(call, job);
      case "DELETE" -> {
        if (!job.state().hasEnded()) {
          throw BulkError.badState(
              "Job cannot be deleted in state " + job.state().wireName() + "; abort it first");
        }
        jobs.remove(job);
        call.answer(204, null);
      }
      default -> throw BulkError.notAllowed(call.method(), "DELETE,GET,PATCH");
    }
  }

  private void abort(Exchange call, QueryJob job) throws IOException {
    Object wanted = call.json().get("state");
    if (!"Aborted".equals(wanted)) {
      throw BulkError.badJob("Invalid state: '" + wanted + "'");
    }
    if (!job.move(JobState.UPLOAD_COMPLETE, JobState.ABORTED, jobs.now())
        && !job.move(JobState.IN_PROGRESS, JobState.ABORTED, jobs.now())) {
      throw BulkError.badState(
          "Job cannot be changed from state " + job.state().wireName() + " to Aborted");
    }
    call.answer(200, job.summary());
  }

  private static QueryJob.Result finished(Exchange call, QueryJob job) {
    if (!call.method().equals("GET")) {
      throw BulkError.notAllowed(call.method(), "GET");
    }
    if (!job.caller().version().equals(call.caller().version())) {
      throw new BulkError(
          409,
          "INVALIDVERSION",
          "The job was created in version "
              + job.caller().version()
              + ", not "
              + call.caller().version());
    }
    QueryJob.Result result = job.result();
    if (result == null || job.state() != JobState.JOB_COMPLETE) {
      throw BulkError.badState(
          "Results are not available while the job is in state " + job.state().wireName());
    }
    return result;
  }

  private void results(Exchange call, QueryJob job) throws IOException {
    QueryJob.Result result = finished(call, job);
    int rows = result.offsets().rows();
    Span located = Span.read(call.parameter("locator"), USUAL_PAGE);
    int count = maxRecords(call.parameter("maxRecords"), located.count());
    if (located.from() > rows || (located.from() == rows && rows > 0)) {
      throw Span.badLocator();
    }
    int to = (int) Math.min((long) located.from() + count, rows);
    call.csv();
    call.response()
        .setHeader("Sforce-Locator", to == rows ? "null" : new Span(to, count).locator());
    call.response().setHeader("Sforce-NumberOfRecords", String.valueOf(to - located.from()));
    OutputStream out = call.response().getOutputStream();
    out.write(result.header().getBytes(StandardCharsets.UTF_8));
    copy(result, located.from(), to, out);
  }

  private static int maxRecords(@Nullable String parameter, int usual) {
    if (parameter == null) {
      return usual;
    }
    if (!parameter.matches("[1-9]\\d{0,8}")) {
      throw BulkError.badJob("Invalid maxRecords: " + parameter);
    }
    return Integer.parseInt(parameter);
  }

  private static void copy(QueryJob.Result result, int from, int to, OutputStream out)
      throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(result.file().toFile(), "r")) {
      file.seek(result.offsets().start(from));
      long left = result.offsets().start(to) - result.offsets().start(from);
      byte[] buffer = new byte[64 * 1024];
      while (left > 0) {
        int read = file.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException("the result file of the job is too short");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  /**
   * Links for parallel download: the result in fifths of a usual page or less, five links a call.
   */
  private void pages(Exchange call, QueryJob job) throws IOException {
    if (Double.parseDouble(call.caller().version()) < FIRST_VERSION_WITH_PAGES) {
      throw BulkError.notFound();
    }
    QueryJob.Result result = finished(call, job);
    int rows = result.offsets().rows();
    int size = Math.clamp(-Math.floorDiv(-rows, PAGES_AT_ONCE), 1, USUAL_PAGE);
    int from = Span.read(call.parameter("locator"), size).from();
    String link = call.base() + "query/" + job.id();
    List<Map<String, String>> links = new ArrayList<>();
    while (links.size() < PAGES_AT_ONCE && (from < rows || (links.isEmpty() && rows == 0))) {
      String url = link + "/results?locator=" + new Span(from, size).locator();
      // The documentation's text says resultUrl, its example resultLink.
      links.add(Map.of("resultLink", url, "resultUrl", url));
      from += size;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("resultPages", links);
    json.put("done", from >= rows);
    json.put(
        "nextRecordsUrl",
        from >= rows ? null : link + "/resultPages?locator=" + new Span(from, size).locator());
    call.answer(200, json);
  }
}
