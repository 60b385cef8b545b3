package dev.leadline.simulator;

import dev.leadline.simulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts an org, calls it a little and stops, so that the JVM learns what a start loads. */
@Command(
    name = "train",
    description = "Makes the launcher's start-up cache.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {
  private static final int ROUNDS = 20;
  private static final String COLLECTIONS = "/services/data/v65.0/composite/sobjects";
  private static final List<String> PAGES =
      List.of("/", "/services/data", "/services/data/v65.0/query?q=SELECT+Id,Name+FROM+Lead");

  @Override
  public Integer call() throws IOException, InterruptedException, PortTaken {
    try (Simulator org = Simulator.start(Options.free());
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < ROUNDS; i++) {
        expect(client, request(org, COLLECTIONS).POST(BodyPublishers.ofString(leads(i))));
        for (String page : PAGES) {
          expect(client, request(org, page));
        }
      }
      System.out.println(Json.text(org.addresses()));
    }
    return 0;
  }

  private static HttpRequest.Builder request(Simulator org, String path) {
    return HttpRequest.newBuilder(URI.create(org.rest() + path))
        .header("Authorization", "Bearer " + org.accessToken())
        .header("Content-Type", "application/json");
  }

  /** A refused call would train the wrong paths; the launcher goes on without a cache then. */
  private static void expect(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("training was answered with " + status);
    }
  }

  private static String leads(int round) {
    Map<String, Object> lead =
        Map.of(
            "attributes", Map.of("type", "Lead"), "LastName", "Train", "Company", "Round " + round);
    return Json.text(Map.of("records", Collections.nCopies(50, lead)));
  }
}
