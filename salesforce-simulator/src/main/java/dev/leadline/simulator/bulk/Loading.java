package dev.leadline.simulator.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Transaction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries an ingest job out: 200 rows, one transaction; what became of each goes into a result
 * file.
 */
final class Loading implements Runnable {
  static final String SUCCESSFUL = "successful";
  static final String FAILED = "failed";
  static final String UNPROCESSED = "unprocessed";

  private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
  private static final int CHUNK = 200;
  private static final int MOST_RETRIES = 10;

  private final Org org;
  private final IngestJob job;
  private final Spool spool;

  Loading(Org org, IngestJob job, Spool spool) {
    this.org = org;
    this.job = job;
    this.spool = spool;
  }

  /** The content as a whole cannot be loaded. */
  static final class BadContent extends Exception {
    private static final long serialVersionUID = 1L;

    BadContent(String message) {
      super(message, null, false, false);
    }
  }

  @Override
  public void run() {
    if (!job.move(JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS, org.clock().instant())) {
      return;
    }
    try {
      load();
      job.move(JobState.IN_PROGRESS, JobState.JOB_COMPLETE, org.clock().instant());
    } catch (BadContent bad) {
      job.fail(String.valueOf(bad.getMessage()), org.clock().instant());
    } catch (CsvParseException bad) {
      job.fail("InvalidBatch : " + bad.getMessage(), org.clock().instant());
    } catch (IOException | RuntimeException failure) {
      LOG.error("Bulk job {} stops; its remaining rows are not loaded", job.id(), failure);
      job.fail("InternalServerError : " + failure, org.clock().instant());
    }
  }

  private void load() throws IOException, BadContent {
    Path content = job.content();
    if (content == null) {
      throw new BadContent("InvalidBatch : The job has no content");
    }
    check(content);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(content));
        CsvReader<CsvRecord> reader = job.dialect().reader(in)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new BadContent("InvalidBatch : The job has no header row");
      }
      List<String> header = next(records).getFields();
      try (LoadResults results = new LoadResults(job, spool, header)) {
        load(header, records, results);
      }
    }
  }

  /** What cannot be told into rows is handed back as it came, so that nothing is lost. */
  private void check(Path content) throws IOException, BadContent {
    try {
      LineEnds.check(content, job.dialect());
      Quotes.check(content, job.dialect());
    } catch (BadContent bad) {
      Files.copy(content, spool.file(job.id(), UNPROCESSED), StandardCopyOption.REPLACE_EXISTING);
      throw bad;
    }
  }

  private void load(List<String> header, Iterator<CsvRecord> records, LoadResults results)
      throws BadContent {
    try {
      RowSaver saver = RowSaver.of(org, job, header);
      while (records.hasNext() && job.state() == JobState.IN_PROGRESS) {
        chunk(saver, take(records), results);
      }
    } finally {
      while (records.hasNext()) {
        results.unprocessed(next(records));
      }
    }
  }

  private static List<CsvRecord> take(Iterator<CsvRecord> records) {
    List<CsvRecord> chunk = new ArrayList<>(CHUNK);
    while (chunk.size() < CHUNK && records.hasNext()) {
      chunk.add(next(records));
    }
    return chunk;
  }

  private static CsvRecord next(Iterator<CsvRecord> records) {
    try {
      return records.next();
    } catch (NoSuchElementException | UncheckedIOException broken) {
      throw new CsvParseException(String.valueOf(broken.getMessage()), broken);
    }
  }

  private void chunk(RowSaver saver, List<CsvRecord> chunk, LoadResults results) {
    List<RowSaver.Outcome> outcomes = saved(saver, chunk);
    for (int retry = 0; retry < MOST_RETRIES && anyLocked(outcomes); retry++) {
      job.retried();
      outcomes = withLockedAgain(saver, outcomes);
    }
    long failed = 0;
    for (RowSaver.Outcome outcome : outcomes) {
      results.add(outcome);
      failed += outcome.result().success() ? 0 : 1;
    }
    job.count(chunk.size(), failed);
  }

  private List<RowSaver.Outcome> saved(RowSaver saver, List<CsvRecord> rows) {
    try (Transaction tx = org.begin(actor())) {
      List<RowSaver.Outcome> outcomes = saver.save(tx, rows);
      tx.commit();
      return outcomes;
    }
  }

  private static boolean anyLocked(List<RowSaver.Outcome> outcomes) {
    return outcomes.stream().anyMatch(RowSaver.Outcome::isLocked);
  }

  /** Rows that met someone else's lock are saved again, in a transaction of their own. */
  private List<RowSaver.Outcome> withLockedAgain(RowSaver saver, List<RowSaver.Outcome> outcomes) {
    List<CsvRecord> locked =
        outcomes.stream().filter(RowSaver.Outcome::isLocked).map(RowSaver.Outcome::row).toList();
    Iterator<RowSaver.Outcome> again = saved(saver, locked).iterator();
    return outcomes.stream().map(outcome -> outcome.isLocked() ? again.next() : outcome).toList();
  }

  private Actor actor() {
    Caller caller = job.caller();
    Actor actor = Actor.api(caller.userId(), "bulk", caller.version(), caller.client());
    String rule = job.order().assignmentRuleId();
    return actor.with(
        rule == null ? new Actor.Assignment.NoRule() : new Actor.Assignment.RuleWithId(rule));
  }
}
