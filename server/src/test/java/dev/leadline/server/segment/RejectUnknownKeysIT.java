package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.server.TestHub;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
      strings = {
        "{}",
        "{\"writeKey\":\"nobody's\"}",
        "{\"batch\":[{\"writeKey\":\"nobody's\"}]}",
        "{\"batch\":[{\"writeKey\":\"KEY\"},{\"writeKey\":\"nobody's\"}]}"
      })
  void anUnknownKeyIs401AndNothingIsKept(String body) {
    String path = body.contains("batch") ? "/v1/batch" : "/v1/track";

    HttpResponse<String> answer =
        HUB.send(
            HttpRequest.newBuilder(HUB.uri(path))
                .POST(BodyPublishers.ofString(body.replace("KEY", HUB.writeKey()))));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"invalid_write_key\"");
    assertThat(HUB.signals()).isEmpty();
  }
}
