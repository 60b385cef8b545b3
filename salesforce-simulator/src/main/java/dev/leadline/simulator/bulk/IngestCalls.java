package dev.leadline.simulator.bulk;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The calls under {@code /jobs/ingest}. */
final class IngestCalls {
  private static final int MOST_CHARACTERS_IN_MULTIPART = 100_000;
  private static final long LARGEST_UPLOAD = 150_000_000;

  private final Org org;
  private final Jobs jobs;
  private final Spool spool;
  private final Executor worker;

  IngestCalls(Org org, Jobs jobs, Spool spool, Executor worker) {
    this.org = org;
    this.jobs = jobs;
    this.spool = spool;
    this.worker = worker;
  }

  void serve(Exchange call) throws IOException {
    if (call.at(1).isEmpty()) {
      switch (call.method()) {
        case "POST" -> create(call);
        case "GET" ->
            call.answer(
                200,
                jobs.list(IngestJob.class, call.parameter("queryLocator"), call.base() + "ingest"));
        default -> throw BulkError.notAllowed(call.method(), "GET,POST");
      }
      return;
    }
    IngestJob job = jobs.need(call.at(1), IngestJob.class);
    switch (call.at(2).toLowerCase(Locale.ROOT)) {
      case "" -> one(call, job);
      case "batches" -> upload(call, job);
      case "successfulresults" -> results(call, job, Loading.SUCCESSFUL);
      case "failedresults" -> results(call, job, Loading.FAILED);
      case "unprocessedrecords" -> results(call, job, Loading.UNPROCESSED);
      default -> throw BulkError.notFound();
    }
  }

  private void create(Exchange call) throws IOException {
    String contentType = call.request().getContentType();
    if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      call.answer(200, add(call, call.json()).summary());
      return;
    }
    // A character takes four bytes at most; the rest is room for the job and the part headers.
    byte[] body = call.body(4 * MOST_CHARACTERS_IN_MULTIPART + 20_000);
    Map<String, byte[]> parts = Multipart.parts(contentType, body);
    byte[] description = parts.get("job");
    byte[] content = parts.get("content");
    if (description == null || content == null) {
      throw new BulkError(
          400, "INVALID_MULTIPART_REQUEST", "The parts 'job' and 'content' are required");
    }
    if (new String(content, StandardCharsets.UTF_8).length() > MOST_CHARACTERS_IN_MULTIPART) {
      throw new BulkError(
          400,
          "INVALID_MULTIPART_REQUEST",
          "Multipart job data cannot exceed " + MOST_CHARACTERS_IN_MULTIPART + " characters");
    }
    IngestJob job = add(call, Json.readObject(description));
    Path file = spool.file(job.id(), "content");
    Files.write(file, content);
    job.take(file);
    job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE, jobs.now());
    Map<String, @Nullable Object> summary = job.summary();
    start(job);
    call.answer(200, summary);
  }

  private IngestJob add(Exchange call, Map<String, @Nullable Object> wanted) {
    IngestJob.Order order = order(call.caller(), wanted);
    return jobs.add(id -> new IngestJob(id, call.caller(), jobs.now(), order));
  }

  private IngestJob.Order order(Caller caller, Map<String, @Nullable Object> wanted) {
    String name = text(wanted, "object");
    if (name.isEmpty()) {
      throw BulkError.badJob("Required field 'object' is missing");
    }
    ObjectType type = org.schema().object(name);
    if (type == null || !org.access().sees(caller.userId(), type)) {
      throw new BulkError(
          400, "INVALIDENTITY", "Entity '" + name + "' is not supported by the Bulk API.");
    }
    String contentType = text(wanted, "contentType");
    if (!contentType.isEmpty() && !contentType.equalsIgnoreCase("CSV")) {
      throw BulkError.badJob("Invalid contentType: " + contentType);
    }
    IngestJob.Operation operation = operation(text(wanted, "operation"));
    Field key = operation == IngestJob.Operation.UPSERT ? key(caller, type, wanted) : null;
    String rule = text(wanted, "assignmentRuleId");
    return new IngestJob.Order(
        type,
        operation,
        key,
        rule.isEmpty() ? null : rule,
        Dialect.of(wanted.get("columnDelimiter"), wanted.get("lineEnding")));
  }

  private static IngestJob.Operation operation(String name) {
    for (IngestJob.Operation operation : IngestJob.Operation.values()) {
      if (operation.wireName().equalsIgnoreCase(name)) {
        return operation;
      }
    }
    throw BulkError.badJob("Invalid operation: '" + name + "'");
  }

  private Field key(Caller caller, ObjectType type, Map<String, @Nullable Object> wanted) {
    String name = text(wanted, "externalIdFieldName");
    if (name.isEmpty()) {
      throw BulkError.badJob(
          "External ID was blank for "
              + type.name()
              + ". An external ID must be specified for upsert.");
    }
    Field key = type.field(name);
    if (key == null || !key.isUpsertKey() || !org.access().sees(caller.userId(), type, key)) {
      throw BulkError.badJob(
          "Field name provided, "
              + name
              + " does not match an External ID, Salesforce Id, or indexed"
              + " field for "
              + type.name());
    }
    return key;
  }

  private static String text(Map<String, @Nullable Object> json, String name) {
    return json.get(name) instanceof String text ? text : "";
  }

  private void one(Exchange call, IngestJob job) throws IOException {
    switch (call.method()) {
      case "GET" -> call.answer(200, job.details());
      case "PATCH" -> change(call, job);
      case "DELETE" -> delete(call, job);
      default -> throw BulkError.notAllowed(call.method(), "DELETE,GET,PATCH");
    }
  }

  private void change(Exchange call, IngestJob job) throws IOException {
    String wanted = text(call.json(), "state");
    switch (wanted) {
      case "UploadComplete" -> {
        if (!job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE, jobs.now())) {
          throw refusedChange(job, wanted);
        }
        Map<String, @Nullable Object> summary = job.summary();
        start(job);
        call.answer(200, summary);
      }
      case "Aborted" -> {
        abort(job);
        call.answer(200, job.summary());
      }
      default -> throw BulkError.badJob("Invalid state: '" + wanted + "'");
    }
  }

  private void abort(IngestJob job) {
    for (JobState from :
        new JobState[] {JobState.OPEN, JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS}) {
      if (job.move(from, JobState.ABORTED, jobs.now())) {
        return;
      }
    }
    throw refusedChange(job, "Aborted");
  }

  private static BulkError refusedChange(IngestJob job, String wanted) {
    return BulkError.badState(
        "Job cannot be changed from state " + job.state().wireName() + " to " + wanted);
  }

  private void delete(Exchange call, IngestJob job) throws IOException {
    if (!job.state().hasEnded() && job.state() != JobState.UPLOAD_COMPLETE) {
      throw BulkError.badState(
          "Job cannot be deleted in state " + job.state().wireName() + "; abort it first");
    }
    jobs.remove(job);
    call.answer(204, null);
  }

  private void upload(Exchange call, IngestJob job) throws IOException {
    if (!call.method().equals("PUT")) {
      throw BulkError.notAllowed(call.method(), "PUT");
    }
    String type = call.request().getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
      throw new BulkError(
          415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be text/csv, but was " + type);
    }
    if (job.state() != JobState.OPEN) {
      throw BulkError.badState("Job is not open for uploads: " + job.state().wireName());
    }
    Path file = spool.file(job.id(), "content");
    if (!job.take(file)) {
      throw BulkError.badState(
          "Found multiple contents for job: <%s>, please 'Close' / 'Abort' / 'Delete' the current Job"
                  .formatted(job.id())
              + " then create a new Job and make sure you only do 'PUT' once on a given Job.");
    }
    try (InputStream in = call.request().getInputStream();
        OutputStream out = Files.newOutputStream(file)) {
      copy(in, out);
    } catch (BulkError tooLarge) {
      job.fail("ClientInputError : " + tooLarge.text(), jobs.now());
      throw tooLarge;
    } catch (IOException broken) {
      // Half a file is no content: the client may send it again.
      job.drop();
      throw broken;
    }
    call.answer(201, null);
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      total += read;
      if (total > LARGEST_UPLOAD) {
        throw new BulkError(413, "REQUEST_TOO_LARGE", "Job data cannot exceed 150 MB");
      }
      out.write(buffer, 0, read);
    }
  }

  private void start(IngestJob job) {
    worker.execute(new Loading(org, job, spool));
  }

  private void results(Exchange call, IngestJob job, String which) throws IOException {
    if (!call.method().equals("GET")) {
      throw BulkError.notAllowed(call.method(), "GET");
    }
    if (!job.state().hasEnded()) {
      throw BulkError.badState(
          "Results are not available while the job is in state " + job.state().wireName());
    }
    call.csv();
    Path file = spool.file(job.id(), which);
    if (Files.exists(file)) {
      Files.copy(file, call.response().getOutputStream());
    }
  }
}
