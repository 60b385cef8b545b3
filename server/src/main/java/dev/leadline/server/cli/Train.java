package dev.leadline.server.cli;

import dev.leadline.db.Database;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.start.RunningHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Starts, does a little of everything and stops, so that the JVM learns what a start loads. */
@Command(
    name = "train",
    description = "Makes the launcher's start-up cache.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {
  private static final int ROUNDS = 200;
  private static final List<String> PAGES =
      List.of("/health/readiness", "/metrics", "/", "/sign-in", "/admin");

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogLevel.set("error");
    Path data = Files.createTempDirectory("leadline-train");
    try (RunningHub hub = RunningHub.open(Settings.in(data).with(HttpSettings.local(0)));
        HttpClient client = HttpClient.newHttpClient()) {
      visit(client, hub);
      identify(client, hub);
    } finally {
      delete(data);
    }
    return 0;
  }

  private static void visit(HttpClient client, RunningHub hub)
      throws IOException, InterruptedException {
    for (String page : PAGES) {
      client.send(HttpRequest.newBuilder(uri(hub, page)).build(), BodyHandlers.discarding());
    }
  }

  private static void identify(HttpClient client, RunningHub hub)
      throws IOException, InterruptedException {
    String key = hub.hub().sources().create(1, "Training").writeKey() + ":";
    String authorization =
        "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < ROUNDS; i++) {
      String event =
          """
          {"type":"identify","messageId":"m%1$d","userId":"u%1$d","sentAt":"2026-01-01T00:00:00.000Z",
           "timestamp":"2026-01-01T00:00:00.000Z","integrations":{"All":true},"context":{"ip":"::1"},
           "traits":{"email":"u%1$d@example.com","name":"A B","title":"CTO","company":"Example"}}
          """
              .formatted(i);
      boolean batch = i % 2 == 0;
      client.send(
          HttpRequest.newBuilder(uri(hub, batch ? "/v1/batch" : "/v1/identify"))
              .header("Authorization", authorization)
              .POST(BodyPublishers.ofString(batch ? "{\"batch\":[" + event + "]}" : event))
              .build(),
          BodyHandlers.discarding());
    }
  }

  private static URI uri(RunningHub hub, String path) {
    return URI.create("http://127.0.0.1:" + hub.port() + path);
  }

  private static void delete(Path folder) throws IOException {
    Database.delete(Settings.in(folder).database());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
