package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.ingest.Fate;
import dev.leadline.ingest.Signal;
import dev.leadline.ingest.Signals;
import dev.leadline.server.TestHub;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where clients put the write key, and what becomes of calls without a known one. */
class WriteKeysIT {
  @RegisterExtension static final TestHub HUB = new TestHub();
  private static final Door DOOR = new Door(HUB);

  static List<HttpRequest.Builder> waysToName() {
    String key = HUB.writeKey();
    return List.of(
        DOOR.raw("/v1/identify", "{\"userId\":\"u\"}")
            .header("Authorization", Door.basic(key + ":")),
        DOOR.raw("/v1/identify", "{\"userId\":\"u\"}").header("Authorization", Door.basic(key)),
        DOOR.raw("/v1/identify", "{\"userId\":\"u\"}")
            .header("Authorization", "basic " + Door.basic(key + ":").substring(6)),
        DOOR.raw("/v1/identify", "{\"writeKey\":\"" + key + "\"}"),
        DOOR.raw("/v1/identify", "{\"writeKey\":\"" + key + "\"}")
            .header("Authorization", "Bearer x.y"),
        DOOR.raw("/v1/identify", "{\"writeKey\":\"" + key + "\"}")
            .header("Authorization", Door.basic("other:")),
        DOOR.raw("/v1/batch", "{\"writeKey\":\"" + key + "\",\"batch\":[{\"type\":\"page\"}]}"),
        DOOR.raw("/v1/batch", "{\"batch\":[{\"type\":\"page\"}],\"writeKey\":\"" + key + "\"}"),
        DOOR.raw("/v1/batch", "{\"batch\":[{\"type\":\"page\",\"writeKey\":\"" + key + "\"}]}"));
  }

  @ParameterizedTest
  @MethodSource("waysToName")
  void theWriteKeyIsFoundWhereverClientsPutIt(HttpRequest.Builder request) {
    int before = HUB.signals().size();

    assertThat(HUB.send(request).statusCode()).isEqualTo(200);
    assertThat(HUB.signals()).hasSize(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Basic ", "Digest x", "Basic bm9uZTo="})
  void anUnknownKeyIsQuarantined(String authorization) {
    String id = UUID.randomUUID().toString();

    HttpResponse<String> answer =
        HUB.send(
            DOOR.raw(
                    "/v1/identify",
                    "{\"messageId\":\"" + id + "\",\"traits\":{\"email\":\"q@q.io\"}}")
                .header("Authorization", authorization));

    assertThat(answer.statusCode()).isEqualTo(200);
    Signals.Row row =
        HUB.hub()
            .signals()
            .latest(Signal.UNKNOWN_SOURCE, Optional.empty(), Long.MAX_VALUE, 1)
            .getFirst();
    assertThat(row.messageId()).isEqualTo(id);
    assertThat(row.fate()).isEqualTo(Fate.QUARANTINED);
    assertThat(row.prospect()).isNull();
  }
}
