package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that end early or are too large: each is answered, soon, and as JSON. */
class BrokenRequestsIT extends WithOrg {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  @Override
  Options options() {
    return super.options().withPatience(PATIENCE);
  }

  /** What comes back until the connection is closed. */
  private String raw(String request) throws IOException {
    URI address = URI.create(simulator.rest());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /services/data/v65.0/sobjects/Lead application/json",
        "POST /services/data/v65.0/jobs/ingest application/json",
        "POST /control/generate application/json",
      })
  void aBodyThatStopsShortIsNotAwaitedForLong(String what) throws IOException {
    String[] parts = what.split(" ", -1);
    String answer =
        raw(
            """
            %s %s HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: %s\r
            Content-Length: 100\r
            \r
            {"Las\
            """
                .formatted(parts[0], parts[1], simulator.accessToken(), parts[2]));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/json", "BAD_REQUEST");
  }

  @Test
  void anUploadThatStopsShortIsNotTaken() throws IOException {
    Told job =
        org.call(
            "POST",
            DATA + "/jobs/ingest",
            java.util.Map.of("object", "Lead", "operation", "insert"));
    String address = DATA + "/jobs/ingest/" + job.text("id");
    String answer =
        raw(
            """
            PUT %s/batches HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: text/csv\r
            Content-Length: 100\r
            \r
            LastName,Com\
            """
                .formatted(address, simulator.accessToken()));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/json", "BAD_REQUEST");
    assertThat(org.get(address).text("state")).isEqualTo("Open");
    Told whole =
        org.send(
            "PUT",
            address + "/batches",
            "LastName,Company\nA,B\n".getBytes(StandardCharsets.UTF_8),
            "text/csv");
    assertThat(whole.status()).isEqualTo(201);
  }

  @Test
  void uriAndHeadersShare16384Bytes() {
    String limits = DATA + "/limits";
    for (int size : List.of(15_000, 17_000, 100_000)) {
      Told told = org.get(limits, "X-Long", "x".repeat(size));
      assertThat(told.status()).as("%d bytes", size).isEqualTo(size < 16_000 ? 200 : 431);
    }
    Told refused = org.get(limits, "X-One", "x".repeat(9_000), "X-One", "y".repeat(9_000));
    assertThat(refused.status()).isEqualTo(431);
    assertThat(refused.text("0.errorCode")).isEqualTo("REQUEST_HEADER_FIELDS_TOO_LARGE");
    assertThat(org.get(limits + "?q=" + "x".repeat(16_200)).status()).isEqualTo(431);
    Told uri = org.get(limits + "?q=" + "x".repeat(16_400));
    assertThat(uri.status()).isEqualTo(414);
    assertThat(uri.text("0.errorCode")).isEqualTo("URI_TOO_LONG");
  }

  @Test
  void whatNoServletSeesIsRefusedAsJsonToo() {
    for (String path : List.of("/sobjects/%00", "/sobjects/Lead/Key__c/%00")) {
      Told refused = org.get(DATA + path);

      assertThat(refused.status()).as(path).isEqualTo(400);
      assertThat(refused.text("0.errorCode")).isEqualTo("BAD_REQUEST");
    }
  }

  @Test
  void brokenJsonIsToldWithoutWordsOfTheParser() {
    byte[] open = "{\"LastName\":\"a\"".getBytes(StandardCharsets.UTF_8);
    byte[] deep = "[".repeat(500).getBytes(StandardCharsets.UTF_8);
    for (byte[] body : List.of(open, deep)) {
      Told refused = org.send("POST", DATA + "/sobjects/Lead", body, "application/json");

      assertThat(refused.text("0.errorCode")).isEqualTo("JSON_PARSER_ERROR");
      assertThat(refused.text("0.message")).doesNotContain("Stream", "REDACTED");
    }
  }
}
