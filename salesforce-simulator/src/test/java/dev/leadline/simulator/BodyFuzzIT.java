package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.leadline.simulator.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Whatever body, method or query comes over the wire, the org answers, and never with its own
 * trouble. In a build it runs on what is known; {@code JAZZER_FUZZ=1} makes it search.
 */
class BodyFuzzIT {
  private static final String DATA = "/services/data/v65.0";
  private static final String[] METHODS = {"POST", "PATCH", "PUT", "DELETE", "GET"};
  private static final String[] PATHS = {
    "/sobjects/Lead",
    "/sobjects/Lead/Email/a@b.co",
    "/composite",
    "/composite/batch",
    "/composite/graph",
    "/composite/sobjects",
    "/composite/sobjects/Lead",
    "/composite/sobjects/Lead/Email",
    "/composite/tree/Account",
    "/jobs/query",
    "/jobs/ingest",
    "/parameterizedSearch",
  };

  private static Simulator simulator;
  private static Caller org;

  @BeforeAll
  static void start() throws PortTaken {
    simulator = Simulator.start(Options.free());
    org = new Caller(simulator.rest(), simulator.accessToken());
    org.call("POST", "/control/limits", Map.of("dailyMax", 1_000_000_000));
  }

  @AfterAll
  static void stop() {
    org.close();
    simulator.close();
  }

  @FuzzTest(maxDuration = "10m")
  void anyBodyIsAnswered(FuzzedDataProvider data) {
    String method = data.pickValue(METHODS);
    String path = data.pickValue(PATHS);
    byte[] body = data.consumeRemainingAsBytes();
    answers(org.send(method, DATA + path, body, "application/json"));
  }

  @FuzzTest(maxDuration = "10m")
  void anyQueryIsAnswered(FuzzedDataProvider data) {
    String resource = data.pickValue(new String[] {"/query", "/queryAll", "/search"});
    String query = URLEncoder.encode(data.consumeRemainingAsString(), StandardCharsets.UTF_8);
    answers(org.send("GET", DATA + resource + "?q=" + query, new byte[0], "application/json"));
  }

  private static void answers(Caller.Told told) {
    assertThat(told.status()).as(() -> Json.text(told.body())).isLessThan(500);
  }
}
