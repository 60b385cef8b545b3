package dev.leadline.simulator.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.soql.Row;
import dev.leadline.simulator.soql.SoqlError;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a query job out: rows go into its file as they are found. */
final class Extraction implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Extraction.class);
  private static final int CHUNK = 1_000;

  private final Org org;
  private final QueryJob job;
  private final CsvColumns columns;
  private final Spool spool;

  Extraction(Org org, QueryJob job, CsvColumns columns, Spool spool) {
    this.org = org;
    this.job = job;
    this.columns = columns;
    this.spool = spool;
  }

  @Override
  public void run() {
    if (!job.move(JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS, org.clock().instant())) {
      return;
    }
    try (Stream<Row> rows = job.plan().stream(job.withDeleted())) {
      job.keep(write(rows.iterator()));
      job.move(JobState.IN_PROGRESS, JobState.JOB_COMPLETE, org.clock().instant());
    } catch (SoqlError refused) {
      job.fail(refused.code() + ": " + refused.getMessage(), org.clock().instant());
    } catch (IOException | RuntimeException failure) {
      LOG.error("Bulk query job {} stops without a result", job.id(), failure);
      job.fail("InternalServerError : " + failure, org.clock().instant());
    }
  }

  private QueryJob.Result write(Iterator<Row> rows) throws IOException {
    Path file = spool.file(job.id(), "result");
    QueryJob.Offsets offsets = new QueryJob.Offsets();
    try (Counted out = new Counted(new BufferedOutputStream(Files.newOutputStream(file)));
        CsvWriter csv = job.dialect().rowWriter(out)) {
      int uncounted = 0;
      while (rows.hasNext() && job.state() == JobState.IN_PROGRESS) {
        offsets.add(out.written);
        csv.writeRecord(columns.cells(rows.next()));
        if (++uncounted == CHUNK) {
          job.count(uncounted, 0);
          uncounted = 0;
        }
      }
      offsets.add(out.written);
      job.count(uncounted, 0);
    }
    return new QueryJob.Result(file, header(), offsets);
  }

  private String header() throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = job.dialect().rowWriter(text)) {
      csv.writeRecord(columns.names());
    }
    return text.toString();
  }

  /** Counts the bytes; a row is flushed to it, not through it. */
  private static final class Counted extends FilterOutputStream {
    private long written;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      written++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written += length;
    }

    @Override
    public void flush() {
      // The file is complete when it is closed; until then only the count must be right.
    }
  }
}
