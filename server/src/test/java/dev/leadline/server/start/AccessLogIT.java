package dev.leadline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.server.TestHub;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessLogIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  @Test
  void acceptedCallsAreNotInTheAccessLogButOthersAre() throws Exception {
    HUB.send(HttpRequest.newBuilder(HUB.uri("/v1/page")).POST(BodyPublishers.ofString("{}")));
    HUB.send(HttpRequest.newBuilder(HUB.uri("/v1/group")).POST(BodyPublishers.ofString("{")));
    HUB.running().close(); // writes what is buffered

    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(HUB.data().resolve("logs"))) {
      for (Path file : files.toList()) {
        log.append(Files.readString(file));
      }
    }
    assertThat(log.toString()).contains("\"POST /v1/group\" 400").doesNotContain("/v1/page");
  }
}
