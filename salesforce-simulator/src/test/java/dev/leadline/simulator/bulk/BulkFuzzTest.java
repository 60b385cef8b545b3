package dev.leadline.simulator.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.leadline.simulator.metadata.Schema;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Whatever is uploaded, a job ends, and none ends in an error of the simulator's own. */
public class BulkFuzzTest {
  private final SimulatedClock clock =
      new SimulatedClock(InstantSource.fixed(Instant.parse("2026-03-18T10:00:00Z")));
  private final Org org = new Org(new Schema(clock.second()), clock);
  private final String user = Founding.found(org).integrationUserId();

  @FuzzTest(maxDuration = "60s")
  public void anyContentIsLoadedOrRefused(FuzzedDataProvider data) throws IOException {
    IngestJob.Operation operation = data.pickValue(IngestJob.Operation.values());
    Dialect dialect = Dialect.of("COMMA", data.consumeBoolean() ? "CRLF" : "LF");
    var type = org.schema().need("Lead");
    var order = new IngestJob.Order(type, operation, type.need("Email"), null, dialect);
    IngestJob job = new IngestJob("750", new Caller(user, "65.0", null), clock.instant(), order);
    try (Spool spool = new Spool()) {
      Path content = spool.file(job.id(), "content");
      Files.write(content, data.consumeRemainingAsBytes());
      job.take(content);
      job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE, clock.instant());
      new Loading(org, job, spool).run();
    }
    assertThat(job.state().hasEnded()).isTrue();
    assertThat(String.valueOf(job.details().get("errorMessage")))
        .doesNotContain("InternalServerError");
  }

  @FuzzTest(maxDuration = "60s")
  public void anyMultipartBodyIsReadOrRefused(FuzzedDataProvider data) {
    String boundary = data.consumeAsciiString(20);
    try {
      assertThat(
              Multipart.parts(
                  "multipart/form-data; boundary=" + boundary, data.consumeRemainingAsBytes()))
          .isNotNull();
    } catch (BulkError expected) {
      assertThat(expected.status()).isEqualTo(400);
    }
  }
}
