package dev.leadline.simulator.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.metadata.Schema;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SimulatedClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Broken uploads made from a good one, the same at every run: the short form of the fuzz test. */
class MutatedContentTest {
  private static final String GOOD =
      "Email,LastName,Company,NumberOfEmployees,Owner.Username\na@b.io,\"A, \"\"B\"\"\",C,7,x\n,#N/A,D,,\n";

  private final SimulatedClock clock =
      new SimulatedClock(InstantSource.fixed(Instant.parse("2026-03-18T10:00:00Z")));
  private final Org org = new Org(new Schema(clock.second()), clock);
  private final String user = Founding.found(org).integrationUserId();
  private final Random random = new Random(815);

  @Test
  void endInAResultOrARefusal() throws IOException {
    int failed = 0;
    try (Spool spool = new Spool()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] content = mutated();
        IngestJob job = load(spool, content);
        String shown = new String(content, StandardCharsets.ISO_8859_1);
        assertThat(job.state().hasEnded()).as(shown).isTrue();
        assertThat(String.valueOf(job.details().get("errorMessage")))
            .as(shown)
            .doesNotContain("InternalServerError");
        failed += job.state() == JobState.FAILED ? 1 : 0;
      }
    }
    assertThat(failed).isBetween(200, 1_900);
  }

  private byte[] mutated() {
    byte[] content = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      content[random.nextInt(content.length)] =
          random.nextInt(3) == 0
              ? (byte) "\n\r\",\u0000.:".charAt(random.nextInt(7))
              : (byte) random.nextInt(256);
    }
    return content;
  }

  private IngestJob load(Spool spool, byte[] content) throws IOException {
    ObjectType lead = org.schema().need("Lead");
    IngestJob.Order order =
        new IngestJob.Order(
            lead, IngestJob.Operation.UPSERT, lead.need("Email"), null, Dialect.of(null, null));
    IngestJob job = new IngestJob("750", new Caller(user, "65.0", null), clock.instant(), order);
    Path file = spool.file(job.id(), "content");
    Files.write(file, content);
    job.take(file);
    job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE, clock.instant());
    new Loading(org, job, spool).run();
    return job;
  }
}
