package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The org as jsforce, the best-known client from npm, meets it. */
class JsforceIT {

  private static final Path NODE_TESTS = Path.of("src/test/node");
  private static final boolean MUST_RUN = "true".equals(System.getenv("CI"));

  @TempDir private Path folder;

  @Test
  void jsforceCannotTellTheOrgFromSalesforce() throws IOException, InterruptedException, PortTaken {
    boolean installed = Files.exists(NODE_TESTS.resolve("node_modules/jsforce/package.json"));
    Assumptions.assumeTrue(
        MUST_RUN || installed,
        "jsforce is not installed: run 'npm ci' in salesforce-simulator/src/test/node");
    Options options = Options.free().declaring("Lead: Key__c | Key | string(40) | external unique");
    try (Simulator simulator = Simulator.start(options)) {
      Path log = folder.resolve("node.log");
      ProcessBuilder node = new ProcessBuilder("node", "--test", "contract.test.mjs");
      node.directory(NODE_TESTS.toFile());
      node.environment().put("SIM_URL", simulator.rest());
      node.environment().put("SIM_TOKEN", simulator.accessToken());
      node.environment().put("SIM_CLIENT_ID", simulator.clientId());
      node.environment().put("SIM_CLIENT_SECRET", simulator.clientSecret());
      Process process = node.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      boolean ended = process.waitFor(3, TimeUnit.MINUTES);
      process.destroyForcibly();
      assertThat(ended && process.exitValue() == 0)
          .as(Files.readString(log, StandardCharsets.UTF_8))
          .isTrue();
    }
  }
}
