package dev.leadline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.server.TestHub;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server tells of itself, and what it hides. */
class WatchIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  @Test
  void healthIsToldWithoutDetails() {
    for (String path : new String[] {"/health", "/health/liveness", "/health/readiness"}) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("details");
    }
  }

  @Test
  void everyArrowOfTheFlowHasItsMetric() {
    HUB.send(
        HttpRequest.newBuilder(HUB.uri("/v1/identify"))
            .POST(
                BodyPublishers.ofString(
                    "{\"writeKey\":\"%s\",\"traits\":{\"email\":\"m@acme.io\"}}"
                        .formatted(HUB.writeKey()))));

    assertThat(get("/metrics").body())
        .contains(
            "leadline_segment_calls_total{answer=\"accepted\"} 1.0",
            "leadline_ingest_signals_total{fate=\"created\"} 1.0",
            "leadline_ingest_duplicates_total",
            "leadline_ingest_batches_total",
            "leadline_ingest_waiting",
            "leadline_outbox_messages{courier=\"salesforce\",state=\"waiting\"}",
            "leadline_salesforce_calls_total",
            "jvm_memory_used_bytes");
  }

  @Test
  void nothingElseIsOpenWithoutASignIn() {
    for (String path : new String[] {"/admin", "/admin/prospects", "/beans", "/env", "/nothing"}) {
      assertThat(get(path).statusCode()).as(path).isIn(302, 404, 403, 401);
    }
    assertThat(get("/admin").headers().firstValue("Location").orElse("")).contains("/sign-in");
  }

  @Test
  void pagesCarryTheHeadersThatProtectThem() {
    assertThat(get("/sign-in").headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
  }

  private static HttpResponse<String> get(String path) {
    return HUB.send(HttpRequest.newBuilder(HUB.uri(path)));
  }
}
