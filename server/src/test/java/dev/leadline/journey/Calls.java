package dev.leadline.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Segment calls without a client. */
final class Calls {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Calls() {}

  static void identify(World world, Map<String, String> traits)
      throws IOException, InterruptedException {
    String body =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("writeKey", world.writeKey(), "userId", "journey", "traits", traits));
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(world.hub() + "/v1/identify"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
  }
}
