package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.ingest.Fate;
import dev.leadline.server.TestHub;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nearly right bodies all the way into the database. */
class MutatedCallsIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  @Test
  void noBodyIsOurFault() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 600; i++) {
      byte[] body = Mutations.next(random);
      int status = send(i % 2 == 0 ? "/v1/identify" : "/v1/batch", body);
      assertThat(status)
          .as("seed %d, body %s", seed, new String(body, StandardCharsets.UTF_8))
          .isIn(200, 400);
    }
    assertThat(HUB.signals().stream().filter(row -> row.fate() == Fate.FAILED).toList())
        .as("seed %d", seed)
        .isEqualTo(List.of());
    assertThat(HUB.signals()).hasSizeGreaterThan(30);
  }

  private static int send(String path, byte[] body) {
    String pair = HUB.writeKey() + ":";
    return HUB.send(
            HttpRequest.newBuilder(HUB.uri(path))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofByteArray(body)))
        .statusCode();
  }
}
