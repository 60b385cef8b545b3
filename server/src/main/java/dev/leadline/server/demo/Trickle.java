package dev.leadline.server.demo;

import dev.leadline.server.demo.company.Dice;
import dev.leadline.server.demo.company.People;
import dev.leadline.server.demo.company.Person;
import dev.leadline.server.demo.company.SampleCompany;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets something happen now and then: people come, come back, and are called by sales. */
final class Trickle implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Trickle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int EDIT_EVERY = 5;
  private static final String SOME_LEADS =
      "SELECT Id, OwnerId FROM Lead WHERE IsConverted = false ORDER BY CreatedDate DESC LIMIT 100";

  private static final List<String> HEARD =
      List.of(
          "Called back, wants a quote for two sites.",
          "Visits us at the fair in spring.",
          "Budget is there from next quarter on.",
          "Compares us with what they have; send the data sheet.",
          "Asked for a demonstration on site.");

  private final HttpClient client;
  private final URI identify;
  private final String authorization;
  private final Org org;
  private final Duration pause;
  private final Dice dice;
  private final List<Person> known;
  private final People newcomers;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("trickle").unstarted(this::run);
  private int done;

  /**
   * Not yet started.
   *
   * @param hub the hub's URL
   * @param pause between two events
   */
  Trickle(HttpClient client, String hub, String writeKey, Org org, Duration pause) {
    this.client = client;
    this.identify = URI.create(hub + "/v1/identify");
    this.authorization =
        "Basic "
            + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    this.org = org;
    this.pause = pause;
    this.newcomers = SampleCompany.people();
    this.known = newcomers.next(SampleCompany.PROSPECTS);
    this.dice = new Dice(System.nanoTime());
  }

  void start() {
    thread.start();
  }

  /** One event; every now and then it happens in the org. */
  void once() throws IOException, InterruptedException {
    done++;
    if (done % EDIT_EVERY == 0) {
      edit();
    } else {
      identify(dice.percent(50) ? newcomer() : returning());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt(); // a call under way is not worth waiting for
  }

  private void run() {
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          once();
        } catch (IOException e) {
          log.warn(
              "A sample event was lost, the next comes in {} s: {}",
              pause.toSeconds(),
              e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private Map<String, String> newcomer() {
    return newcomers.next().fields();
  }

  /** Somebody known looks at another product, or takes more seats. */
  private Map<String, String> returning() {
    Map<String, String> traits = new LinkedHashMap<>();
    traits.put("email", dice.oneOf(known).email());
    if (dice.percent(50)) {
      traits.put(SampleCompany.PLAN, dice.percent(60) ? "trial" : "team");
      traits.put(SampleCompany.SEATS, Integer.toString(dice.between(1, 60)));
    } else {
      traits.put(
          SampleCompany.PRODUCT_INTEREST, dice.percent(50) ? "Remote monitoring" : "Flow meters");
    }
    return traits;
  }

  private void identify(Map<String, String> traits) throws IOException, InterruptedException {
    Map<String, Object> call =
        Map.of(
            "messageId",
            "demo-" + UUID.randomUUID(),
            "userId",
            traits.getOrDefault("email", ""),
            "traits",
            traits);
    HttpRequest request =
        HttpRequest.newBuilder(identify)
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(call)))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the hub answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  private void edit() throws IOException, InterruptedException {
    JsonNode leads = org.query(SOME_LEADS);
    if (!leads.isEmpty()) {
      JsonNode lead = leads.path(dice.between(0, leads.size() - 1));
      org.edit(
          lead.path("OwnerId").asString(""),
          lead.path("Id").asString(""),
          Map.of("Description", dice.oneOf(HEARD), "Status", "Working - Contacted"));
    }
  }
}
