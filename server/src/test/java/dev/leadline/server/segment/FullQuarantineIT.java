package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.ingest.Signal;
import dev.leadline.server.TestHub;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The door when strangers send more than the quarantine takes. */
class FullQuarantineIT {
  @RegisterExtension
  static final TestHub HUB =
      new TestHub(settings ->
          settings.with(new SegmentSettings(UnknownKeys.QUARANTINE, 2, 32_768, 512_000, 2500)));

  @Test
  void strangersAreAnsweredAsBeforeAndForgottenWhileOthersAreKept() {
    String stranger = "{\"type\":\"track\",\"writeKey\":\"nobody's\"},";
    String known = "{\"type\":\"track\",\"writeKey\":\"" + HUB.writeKey() + "\"}";

    HttpResponse<String> answer =
        HUB.send(
            HttpRequest.newBuilder(HUB.uri("/v1/batch"))
                .POST(BodyPublishers.ofString("{\"batch\":[" + stranger.repeat(5) + known + "]}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(
            HUB.hub().signals().latest(Signal.UNKNOWN_SOURCE, Optional.empty(), Long.MAX_VALUE, 10))
        .hasSize(2);
    assertThat(HUB.signals()).hasSize(1);
    assertThat(HUB.send(HttpRequest.newBuilder(HUB.uri("/metrics"))).body())
        .contains("leadline_segment_unkept_total 3.0");
  }
}
