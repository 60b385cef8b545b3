package dev.leadline.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.demo.company.Region;
import dev.leadline.server.demo.company.SampleCompany;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as its own process, from the first line to the last. */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String EMAIL = "clara.lindqvist@brook-and-dale.example";

  @TempDir static Path folder;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AfterAll
  static void leaveNoDatabase() {
    for (String demo : List.of("main-job", "killed")) {
      Database.delete(Settings.in(folder.resolve(demo)).database());
    }
  }

  @BeforeEach
  void needBuiltJars() {
    boolean built =
        Files.exists(DemoProcess.serverJar()) && Files.exists(DemoProcess.simulatorJar());
    if ("true".equals(System.getenv("CI"))) {
      assertThat(built).as("leadline.jar and salesforce-simulator.jar are built").isTrue();
    }
    assumeTrue(built, "leadline.jar or salesforce-simulator.jar is not built");
  }

  @Test
  void theMainJobHappensAndNothingIsLeftWhenInterrupted() throws Exception {
    Path data = folder.resolve("main-job");
    try (DemoProcess demo = start(data)) {
      String line = demo.line();
      JsonNode greeting = JsonMapper.shared().readTree(line);
      assertThat(greeting.propertyNames())
          .containsExactly("hub", "salesforce", "salesforceToken", "writeKey", "user", "password");
      assertThat(line).doesNotContain("\n").startsWith("{\"hub\":\"http://127.0.0.1:");

      assertThat(identify(greeting)).isEqualTo(200);
      eventually("a lead appears", () -> lead(greeting).has("Id"));
      JsonNode lead = lead(greeting);
      assertThat(lead.path("Title").asString("")).isEqualTo("Head of Operations");
      assertThat(Region.EUROPE.firstNames())
          .as("given to the European team")
          .contains(lead.path("Owner").path("Name").asString("").split(" ", -1)[0]);

      assertThat(rename(greeting, lead.path("Id").asString(""))).isEqualTo(204);
      try (Database database = running(data)) {
        eventually("the prospect has the new title", () -> hasTitle(database, "Chief of Water"));
        assertThat(count(database, "SELECT count(*) FROM prospect"))
            .isEqualTo(SampleCompany.PROSPECTS + 1);
        eventually(
            "prospects are linked to the contacts that were there",
            () -> count(database, "SELECT count(*) FROM sync_link WHERE type = 'Contact'") > 100);
      }

      List<ProcessHandle> family = demo.family(data);
      assertThat(family).as("hub, org and database").hasSizeGreaterThanOrEqualTo(3);
      demo.interrupt();
      DemoProcess.awaitEndOf(family);
      assertThat(demo.rest()).as("nothing but the line on standard output").isEmpty();
      assertThat(demo.said().lines()).isNotEmpty().allMatch(said -> said.startsWith("leadline: "));
    }
  }

  @Test
  void theOrgEndsEvenWhenTheDemoIsKilledAndTheNextOneStartsAnew() throws Exception {
    Path data = folder.resolve("killed");
    try (DemoProcess first = start(data)) {
      first.line();
      List<ProcessHandle> children =
          first.family(data).stream().filter(each -> command(each).contains("java")).toList();
      assertThat(children).hasSize(2);
      first.kill();
      for (ProcessHandle child : children) {
        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
    try (DemoProcess second = start(data)) {
      second.line();
      try (Database database = running(data)) {
        assertThat(count(database, "SELECT count(*) FROM prospect"))
            .isEqualTo(SampleCompany.PROSPECTS);
      }
      List<ProcessHandle> family = second.family(data);
      second.interrupt();
      DemoProcess.awaitEndOf(family);
    }
  }

  @Test
  void aTakenPortIsToldInOneLineBeforeAnythingStarts() throws Exception {
    Path data = folder.resolve("taken");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String option : List.of("--port", "--salesforce-port")) {
        Path err = folder.resolve("taken" + option + ".err");
        try (DemoProcess demo =
            DemoProcess.start(
                err, "--data", data.toString(), option, Integer.toString(taken.getLocalPort()))) {
          assertThat(demo.exit()).isEqualTo(5);
          assertThat(demo.said().strip().lines())
              .singleElement()
              .asString()
              .contains("Port " + taken.getLocalPort() + " is taken", option);
        }
      }
    }
    assertThat(data).doesNotExist();
  }

  /** Asks again and again; other processes tell nobody when they are done. */
  private static void eventually(String what, Callable<Boolean> asked) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!asked.call()) {
      assertThat(System.nanoTime()).as("%s within %s", what, PATIENCE).isLessThan(giveUp);
      assertThat(never.await(250, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static DemoProcess start(Path data) throws Exception {
    return DemoProcess.start(
        folder.resolve(data.getFileName() + "-" + System.nanoTime() + ".err"),
        "--json",
        "--port",
        "0",
        "--salesforce-port",
        "0",
        "--events-per-minute",
        "0",
        "--poll-seconds",
        "1",
        "--data",
        data.toString());
  }

  private static int identify(JsonNode greeting) throws Exception {
    String key = greeting.path("writeKey").asString("") + ":";
    String body =
        """
        {"userId": "u-1001", "traits": {"email": "%s", "firstName": "Clara", "lastName": "Lindqvist",
          "company": "Brook & Dale", "title": "Head of Operations", "country": "Germany"}}
        """
            .formatted(EMAIL);
    return send(HttpRequest.newBuilder(
                URI.create(greeting.path("hub").asString("") + "/v1/identify"))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
            .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private static JsonNode lead(JsonNode greeting) throws Exception {
    String soql = "SELECT Id, Title, Owner.Name FROM Lead WHERE Email = '" + EMAIL + "'";
    HttpResponse<String> answer =
        send(org(greeting, "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8)).GET());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).path("records").path(0);
  }

  private static int rename(JsonNode greeting, String id) throws Exception {
    return send(org(greeting, "/sobjects/Lead/" + id)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"Title\": \"Chief of Water\"}")))
        .statusCode();
  }

  private static HttpRequest.Builder org(JsonNode greeting, String path) {
    return HttpRequest.newBuilder(
            URI.create(greeting.path("salesforce").asString("") + "/services/data/v65.0" + path))
        .header("Authorization", "Bearer " + greeting.path("salesforceToken").asString(""));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private static Database running(Path data) {
    DatabaseSettings settings = Settings.in(data).database();
    return Database.running(settings.withPoolSize(2));
  }

  private static long count(Database database, String sql) {
    return database.jdbi().withHandle(tx -> tx.createQuery(sql).mapTo(Long.class).one());
  }

  private static boolean hasTitle(Database database, String title) {
    return database
        .jdbi()
        .withHandle(tx ->
            tx.createQuery(
                    """
                    SELECT count(*) = 1 FROM prospect
                    WHERE fields ->> 'email' = :email AND fields ->> 'job_title' = :title
                    """)
                .bind("email", EMAIL)
                .bind("title", title)
                .mapTo(Boolean.class)
                .one());
  }

  private static String command(ProcessHandle handle) {
    return handle.info().command().orElse("");
  }
}
