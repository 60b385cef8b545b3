package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Broken bodies and paths, made from good ones by a seeded hand, against the running org. */
class RestFuzzIT {

  private static final String DATA = "/services/data/v65.0";
  private static final int ROUNDS = 1_500;
  private static final String[] GOOD = {
    "{\"LastName\":\"L\",\"Company\":\"C\",\"AnnualRevenue\":1.5,\"Email\":\"a@b.co\"}",
    "{\"allOrNone\":true,\"records\":[{\"attributes\":{\"type\":\"Lead\"},\"LastName\":\"L\",\"Company\":\"C\",\"OwnerId\":\"005Ax0000000001IAA\"}]}",
    "{\"allOrNone\":true,\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/services/data/v65.0/query?q=SELECT+Id+FROM+Lead\",\"referenceId\":\"q\"},{\"method\":\"PATCH\",\"url\":\"/services/data/v65.0/sobjects/Lead/@{q.records[0].Id}\",\"referenceId\":\"p\",\"body\":{\"Title\":\"@{q.totalSize}\"}}]}",
    "{\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v65.0/limits\"}]}",
    "{\"graphs\":[{\"graphId\":\"1\",\"compositeRequest\":[{\"method\":\"POST\",\"url\":\"/services/data/v65.0/sobjects/Account\",\"referenceId\":\"r\",\"body\":{\"Name\":\"G\"}}]}]}",
    "{\"records\":[{\"attributes\":{\"type\":\"Account\",\"referenceId\":\"a\"},\"Name\":\"T\",\"Contacts\":{\"records\":[{\"attributes\":{\"type\":\"Contact\",\"referenceId\":\"c\"},\"LastName\":\"L\"}]}}]}",
    "{\"ids\":[\"00QAx0000000001MAA\"],\"fields\":[\"Name\"]}",
    "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Lead\"}",
  };
  private static final String[] PATHS = {
    "/sobjects/Lead",
    "/composite/sobjects",
    "/composite",
    "/composite/batch",
    "/composite/graph",
    "/composite/tree/Account",
    "/composite/sobjects/Lead",
    "/jobs/query",
    "/jobs/ingest",
    "/sobjects/Lead/Email/a@b.co",
    "/composite/sobjects/Lead/Email",
  };
  private static final String ODD = "[]{}\",:@\\\0é1eE-. ";
  private static final String[] METHODS = {"POST", "POST", "PATCH", "DELETE", "PUT", "GET"};

  @Test
  void nothingThatIsSentMakesTheOrgFail() throws PortTaken {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Simulator simulator = Simulator.start(Options.free());
        Caller org = new Caller(simulator.rest(), simulator.accessToken())) {
      org.call("POST", "/control/limits", java.util.Map.of("dailyMax", 1_000_000));
      for (int round = 0; round < ROUNDS; round++) {
        String method = METHODS[random.nextInt(METHODS.length)];
        String path = PATHS[random.nextInt(PATHS.length)];
        String body = broken(GOOD[random.nextInt(GOOD.length)], random);
        Caller.Told told =
            org.send(
                method, DATA + path, body.getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(told.status())
            .as("seed %d: %s %s %s → %s", seed, method, path, body, Json.text(told.body()))
            .isLessThan(500);
      }
    }
  }

  private static String broken(String good, Random random) {
    StringBuilder text = new StringBuilder(good);
    for (int hits = random.nextInt(4); hits > 0 && !text.isEmpty(); hits--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
        case 2 -> text.replace(at, Math.min(text.length(), at + 1 + random.nextInt(12)), "null");
        case 3 -> text.setLength(at);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
      }
    }
    return text.toString();
  }
}
