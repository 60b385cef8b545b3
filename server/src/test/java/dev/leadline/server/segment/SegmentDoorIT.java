package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.ingest.Fate;
import dev.leadline.ingest.Signals;
import dev.leadline.prospect.Prospect;
import dev.leadline.server.TestHub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the door to the tables of the contract, over real HTTP. */
class SegmentDoorIT {
  private static final String SUCCESS = "{\"success\":true}";

  @RegisterExtension static final TestHub HUB = new TestHub();
  private static final Door DOOR = new Door(HUB);

  @ParameterizedTest
  @CsvSource({
    "identify, identify",
    "track, track",
    "page, page",
    "screen, screen",
    "group, group",
    "alias, alias",
    "i, identify",
    "t, track",
    "p, page",
    "s, screen",
    "g, group",
    "a, alias"
  })
  void everyPathKeepsItsType(String path, String type) {
    for (String slash : List.of("", "/")) {
      String id = UUID.randomUUID().toString();

      HttpResponse<String> answer =
          DOOR.post("/v1/" + path + slash, "{\"userId\":\"u\",\"messageId\":\"" + id + "\"}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(SUCCESS);
      assertThat(HUB.lastSignal().messageId()).isEqualTo(id);
      assertThat(HUB.lastSignal().type()).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "batch/", "b", "b/", "import", "import/"})
  void everyBatchPathTakesABatch(String path) {
    String id = UUID.randomUUID().toString();

    HttpResponse<String> answer =
        DOOR.post(
            "/v1/" + path,
            "{\"batch\":[{\"type\":\"track\",\"messageId\":\"" + id + "\",\"userId\":\"u\"}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HUB.lastSignal().messageId()).isEqualTo(id);
  }

  @Test
  void anIdentifyCallIsAProspectWhenItIsAnswered() {
    DOOR.post("/v1/identify", "{\"traits\":{\"email\":\"ann@acme.io\",\"firstName\":\"Ann\"}}");

    Signals.Row row = HUB.lastSignal();
    assertThat(row.fate()).isEqualTo(Fate.CREATED);
    Prospect prospect = HUB.hub().prospects().find(prospectOf(row)).orElseThrow();
    assertThat(prospect.fields()).containsEntry("first_name", "Ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"timestamp\":-9223372036854775808",
        "\"sentAt\":-9223372036854775808",
        "\"timestamp\":1e2147483648",
        "\"context\":{\"active\":1e99999999999}",
        "\"integrations\":{\"Pardot\":{\"id\":1e2147483648}}",
        "\"traits\":{\"score\":1e2147483648}",
        "\"traits\":{\"score\":-1e-2147483649}"
      })
  void aNumberBeyondAllMeasureHoldsUpNoNeighbour(String member) {
    String id = UUID.randomUUID().toString();
    String neighbour =
        "{\"type\":\"identify\",\"messageId\":\"%s\",\"traits\":{\"email\":\"%s@acme.io\"}}"
            .formatted(id, id);
    String odd = "{\"type\":\"identify\",\"messageId\":\"odd" + id + "\"," + member + "}";

    HttpResponse<String> answer =
        DOOR.post("/v1/batch", "{\"batch\":[" + odd + "," + neighbour + "]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HUB.signals())
        .filteredOn(row -> row.messageId().endsWith(id))
        .extracting(Signals.Row::fate)
        .contains(Fate.CREATED)
        .hasSize(2);
  }

  @Test
  void clientFiguresAreWavedThrough() {
    int before = HUB.signals().size();

    assertThat(DOOR.post("/v1/m", "{\"series\":[]}").statusCode()).isEqualTo(200);
    assertThat(HUB.signals()).hasSize(before);
  }

  @Test
  void headAndPreflightAreAnswered() {
    HttpResponse<String> head =
        HUB.send(
            HttpRequest.newBuilder(HUB.uri("/v1/identify"))
                .method("HEAD", BodyPublishers.noBody()));
    HttpResponse<String> options =
        HUB.send(
            HttpRequest.newBuilder(HUB.uri("/v1/t"))
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(header(options, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(options, "Access-Control-Allow-Methods")).contains("POST", "GET");
    assertThat(header(options, "Access-Control-Allow-Headers"))
        .contains("authorization", "content-type", "x-retry-count");
  }

  @Test
  void otherMethodsAndPathsAreRefusedInTheSameForm() {
    HttpResponse<String> get = HUB.send(HttpRequest.newBuilder(HUB.uri("/v1/identify")).GET());
    HttpResponse<String> nowhere = DOOR.post("/v1/nowhere", "{}");

    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(header(get, "Allow")).contains("POST");
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).startsWith("{\"success\":false,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/plain", "application/x-www-form-urlencoded", "a/b; c=d"})
  void theContentTypeDoesNotMatter(String type) {
    String id = UUID.randomUUID().toString();

    HttpResponse<String> answer =
        HUB.send(
            DOOR.named(DOOR.raw("/v1/track", "{\"messageId\":\"" + id + "\"}"))
                .header("Content-Type", type));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HUB.lastSignal().messageId()).isEqualTo(id);
  }

  @Test
  void packedAndChunkedBodiesAreRead() {
    String body =
        "{\"batch\":[{\"type\":\"track\",\"properties\":{\"é\":\"" + "x".repeat(9000) + "\"}}]}";

    HttpResponse<String> packed =
        HUB.send(
            DOOR.named(DOOR.request("/v1/b", BodyPublishers.ofByteArray(gzip(body))))
                .header("Content-Encoding", "gzip"));
    HttpResponse<String> chunked =
        HUB.send(
            DOOR.named(
                DOOR.request(
                    "/v1/b",
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))));

    assertThat(packed.statusCode()).isEqualTo(200);
    assertThat(chunked.statusCode()).isEqualTo(200);
    assertThat(HUB.lastSignal().payload()).contains("\"é\":\"xxx");
  }

  static List<String> malformed() {
    return List.of(
        "",
        " ",
        "{",
        "{\"a\":}",
        "[]",
        "5",
        "\"x\"",
        "null",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":01}",
        "[".repeat(2000),
        "{\"traits\":".repeat(1000));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNotAJsonObjectIs400(String body) {
    for (String path : List.of("/v1/identify", "/v1/batch")) {
      HttpResponse<String> answer = DOOR.post(path, body);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"invalid_json\"");
    }
  }

  @Test
  void whatIsNotUtf8OrNotPackedAsSaidIs400() {
    assertThat(HUB.send(DOOR.named(DOOR.request("/v1/t", utf16("{}")))).statusCode())
        .isEqualTo(400);
    assertThat(
            HUB.send(
                    DOOR.named(
                        DOOR.request(
                            "/v1/t", BodyPublishers.ofByteArray(new byte[] {'{', '"', -1}))))
                .statusCode())
        .isEqualTo(400);
    for (String encoding : List.of("gzip", "br", "deflate")) {
      HttpResponse<String> answer =
          HUB.send(DOOR.named(DOOR.raw("/v1/t", "{}")).header("Content-Encoding", encoding));
      assertThat(answer.statusCode()).as(encoding).isEqualTo(400);
    }
  }

  @Test
  void oneEventMayHave32KbAndNoMore() {
    String frame = "{\"properties\":\"\"}";
    int most = 32 * 1024 - frame.length();

    assertThat(DOOR.post("/v1/track", "{\"properties\":\"" + "x".repeat(most) + "\"}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> refused =
        DOOR.post("/v1/track", "{\"properties\":\"" + "x".repeat(most + 1) + "\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"code\":\"too_large\"");
    assertThat(
            DOOR.post(
                    "/v1/batch", "{\"batch\":[{\"properties\":\"" + "x".repeat(most + 1) + "\"}]}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aBatchMayHave500KbAndNoMore() {
    String event = "{\"type\":\"track\",\"properties\":\"" + "x".repeat(20_000) + "\"}";
    String fits = "{\"batch\":[" + String.join(",", Collections.nCopies(25, event)) + "]}";
    String tooMuch = "{\"batch\":[" + String.join(",", Collections.nCopies(26, event)) + "]}";

    assertThat(DOOR.post("/v1/batch", fits).statusCode()).isEqualTo(200);
    assertThat(DOOR.post("/v1/batch", tooMuch).statusCode()).isEqualTo(400);
    assertThat(
            HUB.send(
                    DOOR.named(DOOR.request("/v1/batch", BodyPublishers.ofByteArray(gzip(tooMuch))))
                        .header("Content-Encoding", "gzip"))
                .statusCode())
        .as("the limit holds after unpacking")
        .isEqualTo(400);
  }

  @Test
  void theSurplusOfABatchIsLeftOut() {
    String run = UUID.randomUUID().toString();
    String events =
        IntStream.range(0, 2502)
            .mapToObj(i -> "{\"type\":\"page\",\"messageId\":\"" + run + i + "\"}")
            .collect(Collectors.joining(","));

    HttpResponse<String> answer = DOOR.post("/v1/batch", "{\"batch\":[" + events + "]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(SUCCESS);
    assertThat(HUB.signals().stream().filter(row -> row.messageId().startsWith(run))).hasSize(2500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"userId\":null,\"anonymousId\":null}",
        "{\"traits\":5,\"userId\":{},\"messageId\":[1],\"timestamp\":{},\"context\":[]}",
        "{\"traits\":{\"email\":\"no address\"}}",
        "{\"traits\":{\"email\":\"a@b.io\",\"phone\":1e999999999}}",
        "{\"userId\":\"\\u0000\\ud800\",\"messageId\":\"\\ud800\\u0000\"}",
        "{\"sentAt\":\"yesterday\",\"timestamp\":\"+999999999-12-31T23:59:59Z\"}",
        "{\"integrations\":[],\"options\":3,\"context\":{\"externalId\":{},\"traits\":[]}}"
      })
  void whatMakesNoSenseIsStillAccepted(String body) {
    assertThat(DOOR.post("/v1/identify", body).statusCode()).isEqualTo(200);
    assertThat(DOOR.post("/v1/batch", "{\"batch\":[" + body + "]}").statusCode()).isEqualTo(200);
    assertThat(HUB.signals()).noneMatch(row -> row.fate() == Fate.FAILED);
  }

  @Test
  void whatIsNoEventIsKeptToBeShown() {
    DOOR.post("/v1/batch", "{\"batch\":[5,\"x\\\"y\",null,[1],{\"type\":\"dance\"}]}");

    assertThat(HUB.signals().stream().limit(5).map(Signals.Row::payload))
        .containsExactlyInAnyOrder("5", "\"x\\\"y\"", "null", "[1]", "{\"type\":\"dance\"}");
    assertThat(HUB.signals().stream().limit(5).map(Signals.Row::type)).containsOnly("invalid");
  }

  @Test
  void aRepeatIsAcceptedAndKeptOnce() {
    String id = "m".repeat(3000) + UUID.randomUUID();
    int before = HUB.signals().size();

    for (int i = 0; i < 2; i++) {
      assertThat(DOOR.post("/v1/track", "{\"messageId\":\"" + id + "\"}").statusCode())
          .isEqualTo(200);
    }

    assertThat(HUB.signals()).hasSize(before + 1);
  }

  @Test
  void anEventKeepsWhatItInheritsFromItsBatch() {
    DOOR.post(
        "/v1/import/",
        """
        {"batch":[{"type":"identify","userId":"u","traits":{"email":"lib@acme.io"}}],
         "context":{"library":{"name":"analytics-java"}},"sentAt":"2026-11-21T18:30:00.123Z",
         "integrations":{"All":false},"sequence":1}
        """);

    assertThat(HUB.lastSignal().payload())
        .isEqualTo(
            """
            {"type":"identify","userId":"u","traits":{"email":"lib@acme.io"},"_batch":\
            {"context":{"library":{"name":"analytics-java"}},"sentAt":"2026-11-21T18:30:00.123Z",\
            "integrations":{"All":false}}}\
            """);
    assertThat(HUB.lastSignal().fate()).as("switched off for the batch").isEqualTo(Fate.IGNORED);
  }

  private static long prospectOf(Signals.Row row) {
    Long prospect = row.prospect();
    if (prospect == null) {
      throw new AssertionError("no prospect");
    }
    return prospect;
  }

  private static BodyPublisher utf16(String text) {
    return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_16));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
