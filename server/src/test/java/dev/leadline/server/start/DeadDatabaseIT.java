package dev.leadline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.db.TestDatabase;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What callers see while the database is away, and afterwards. */
class DeadDatabaseIT {
  private static final Pattern PORT = Pattern.compile("(//[^/:]+:)(\\d+)");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void callersAreToldToComeBackAndAllIsWellAgainWhenItIs(@TempDir Path data) throws Exception {
    String url = DATABASE.settings().url().orElseThrow();
    Matcher port = PORT.matcher(url);
    assertThat(port.find()).isTrue();
    try (Line line = new Line(Integer.parseInt(port.group(2)));
        RunningHub hub = RunningHub.open(settings(data, port.replaceFirst("$1" + line.port())))) {
      String key = hub.hub().sources().create(1, "Test").writeKey();
      assertThat(track(hub, key, "before").statusCode()).isEqualTo(200);

      line.cut();
      HttpResponse<String> meanwhile = track(hub, key, "meanwhile");
      int ready = get(hub, "/health/readiness");
      int alive = get(hub, "/health/liveness");

      line.mend();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> track(hub, key, "meanwhile").statusCode() == 200);

      assertThat(meanwhile.statusCode()).isEqualTo(503);
      assertThat(meanwhile.headers().firstValue("Retry-After")).isPresent();
      assertThat(meanwhile.body()).startsWith("{\"success\":false,\"code\":\"unavailable\"");
      assertThat(ready).isEqualTo(503);
      assertThat(alive).isEqualTo(200);
      assertThat(get(hub, "/health/readiness")).isEqualTo(200);
      assertThat(
              hub.hub().signals().latest(sourceOf(hub, key), Optional.empty(), Long.MAX_VALUE, 10))
          .hasSize(2);
    }
  }

  private static int sourceOf(RunningHub hub, String key) {
    return hub.hub().sources().byWriteKey(key).orElseThrow().id();
  }

  private static Settings settings(Path data, String url) {
    DatabaseSettings direct = DATABASE.settings();
    return Settings.in(data)
        .with(HttpSettings.local(0))
        .with(DatabaseSettings.external(url, direct.user(), direct.password()).withPoolSize(6));
  }

  private HttpResponse<String> track(RunningHub hub, String key, String id)
      throws IOException, InterruptedException {
    String body = "{\"writeKey\":\"" + key + "\",\"messageId\":\"" + id + "\"}";
    return client.send(
        HttpRequest.newBuilder(uri(hub, "/v1/track")).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private int get(RunningHub hub, String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri(hub, path)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static URI uri(RunningHub hub, String path) {
    return URI.create("http://127.0.0.1:" + hub.port() + path);
  }
}
