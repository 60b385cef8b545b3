package dev.leadline.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated org in a process of its own, for one test to slow down and to watch. */
final class OwnOrg implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final JsonNode line;

  private OwnOrg(Process process, JsonNode line) {
    this.process = process;
    this.line = line;
  }

  static OwnOrg start(Path log) throws IOException {
    ProcessBuilder simulator =
        new ProcessBuilder(
            List.of(
                World.home().resolve("leadline").toString(),
                "simulator",
                "--json",
                "--with-parent",
                "--port=0"));
    simulator.environment().put("LEADLINE_BUILD", "never");
    simulator.redirectError(log.toFile());
    Process process = simulator.start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (line == null) {
      throw new IOException("The org did not start; see " + log);
    }
    return new OwnOrg(process, JsonMapper.shared().readTree(line));
  }

  String url() {
    return line.get("rest").asString();
  }

  String clientId() {
    return line.get("clientId").asString();
  }

  String clientSecret() {
    return line.get("clientSecret").asString();
  }

  Org byHand() {
    return new Org(url(), line.get("accessToken").asString());
  }

  /** How many leads there are at this moment; this answer is never held back. */
  int leads() throws IOException, InterruptedException {
    return control(HttpRequest.newBuilder().GET(), "").get("records").get("Lead").asInt();
  }

  /** From now on each call is carried out at once and answered only after this time. */
  void holdBackAnswers(int millis) throws IOException, InterruptedException {
    control(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"perCallMillis\":%d}".formatted(millis))),
        "/latency");
  }

  private JsonNode control(HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            request.uri(URI.create(line.get("control").asString() + path)).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /** It ends when its standard input does. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
