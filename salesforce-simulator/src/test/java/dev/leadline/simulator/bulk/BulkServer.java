package dev.leadline.simulator.bulk;

import dev.leadline.simulator.metadata.Schema;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.SimulatedClock;
import dev.leadline.simulator.org.Transaction;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** An org that serves the Bulk API alone; jobs run when the test says so. */
final class BulkServer implements AutoCloseable {
  final SimulatedClock clock =
      new SimulatedClock(InstantSource.fixed(Instant.parse("2026-03-18T10:00:00Z")));
  final Org org = new Org(new Schema(clock.second()), clock);
  final String user = Founding.found(org).integrationUserId();

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Bulk bulk = new Bulk(org, waiting::add);
  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client = HttpClient.newHttpClient();

  BulkServer(File folder) throws LifecycleException {
    tomcat.setBaseDir(folder.getPath());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    StandardContext context = (StandardContext) tomcat.addContext("", folder.getPath());
    // Nothing is reloaded here, so what Tomcat checks for leaks after a stop only fills the log.
    context.setClearReferencesThreadLocals(false);
    context.setClearReferencesRmiTargets(false);
    Tomcat.addServlet(context, "bulk", new Front());
    context.addServletMappingDecoded("/*", "bulk");
    tomcat.start();
  }

  /** Stands in for the part of the simulator that knows who calls. */
  private final class Front extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String[] parts = request.getRequestURI().split("/", -1);
      String version = parts[3].substring(1);
      List<String> path = List.of(parts).subList(5, parts.length);
      bulk.serve(new Caller(user, version, "test"), path, request, response);
    }
  }

  /** Lets all jobs that wait run. */
  void work() {
    for (Runnable job = waiting.poll(); job != null; job = waiting.poll()) {
      job.run();
    }
  }

  HttpResponse<String> send(String method, String path, @Nullable String type, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + absolute(path)))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (type != null) {
      request.header("Content-Type", type);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String absolute(String path) {
    return path.startsWith("/") ? path : "/services/data/v65.0/jobs/" + path;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null, "");
  }

  Map<String, @Nullable Object> json(HttpResponse<String> response) {
    return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Makes an ingest job, uploads, closes and runs it; its id. */
  String load(String job, String csv) throws Exception {
    String id = String.valueOf(json(send("POST", "ingest", "application/json", job)).get("id"));
    send("PUT", "ingest/" + id + "/batches", "text/csv", csv);
    send("PATCH", "ingest/" + id, "application/json", "{\"state\":\"UploadComplete\"}");
    work();
    return id;
  }

  String insert(String object, Map<String, ?> values) {
    try (Transaction tx = org.begin(Actor.seed(user))) {
      SaveResult result = tx.insert(org.schema().need(object), values);
      tx.commit();
      return Objects.requireNonNull(result.id(), () -> result.errors().toString());
    }
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    bulk.close();
    client.close();
  }
}
