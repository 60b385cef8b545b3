package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.ingest.Signals;
import dev.leadline.server.TestHub;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door when the operator wants unknown write keys refused. */
class RejectUnknownKeysIT {
  @RegisterExtension
  static final TestHub HUB =
      new TestHub(settings ->
          settings.with(new SegmentSettings(UnknownKeys.REJECT, 60, 32_768, 512_000, 2500)));

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"writeKey\":\"nobody's\"}", "{\"batch\":[{\"writeKey\":\"nobody's\"}]}"})
  void anUnknownKeyIs401AndNothingIsKept(String body) {
    HttpResponse<String> answer = send(body.contains("batch") ? "/v1/batch" : "/v1/track", body);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"invalid_write_key\"");
    assertThat(HUB.signals()).extracting(Signals.Row::messageId).isSubsetOf("known");
  }

  /** Clients never send again what was answered with 401. */
  @Test
  void aNeighbourWithAKnownKeyIsKept() {
    String body =
        "{\"batch\":[{\"writeKey\":\"nobody's\"},"
            + "{\"type\":\"track\",\"messageId\":\"known\",\"writeKey\":\"KEY\"}]}";

    HttpResponse<String> answer = send("/v1/batch", body.replace("KEY", HUB.writeKey()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HUB.signals()).extracting(Signals.Row::messageId).containsExactly("known");
  }

  private static HttpResponse<String> send(String path, String body) {
    return HUB.send(HttpRequest.newBuilder(HUB.uri(path)).POST(BodyPublishers.ofString(body)));
  }
}
