package dev.leadline.simulator.bulk;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.SaveResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The three result files of an ingest job, each row with the cells it came with. */
final class LoadResults implements AutoCloseable {
  private final int columns;
  private final CsvWriter successful;
  private final CsvWriter failed;
  private final CsvWriter unprocessed;

  LoadResults(IngestJob job, Spool spool, List<String> header) throws IOException {
    this.columns = header.size();
    this.successful = open(job, spool, Loading.SUCCESSFUL);
    this.failed = open(job, spool, Loading.FAILED);
    this.unprocessed = open(job, spool, Loading.UNPROCESSED);
    successful.writeRecord(line("sf__Id", "sf__Created", header));
    failed.writeRecord(line("sf__Id", "sf__Error", header));
    unprocessed.writeRecord(header);
  }

  private static CsvWriter open(IngestJob job, Spool spool, String which) throws IOException {
    return job.dialect()
        .writer(new BufferedOutputStream(Files.newOutputStream(spool.file(job.id(), which))));
  }

  void add(RowSaver.Outcome outcome) {
    SaveResult result = outcome.result();
    String id = Objects.requireNonNullElse(result.id(), "");
    List<String> cells = cells(outcome.row());
    if (result.success()) {
      successful.writeRecord(line(id, String.valueOf(result.created()), cells));
    } else {
      failed.writeRecord(line(id, shown(result.errors().getFirst()), cells));
    }
  }

  void unprocessed(CsvRecord row) {
    unprocessed.writeRecord(cells(row));
  }

  private List<String> cells(CsvRecord row) {
    List<String> cells = new ArrayList<>(row.getFields());
    while (cells.size() < columns) {
      cells.add("");
    }
    return cells.subList(0, columns);
  }

  private static String shown(DmlError error) {
    String fields = error.fields().isEmpty() ? "--" : String.join(",", error.fields()) + " --";
    return error.code() + ":" + error.message() + ":" + fields;
  }

  private static List<String> line(String first, String second, List<String> rest) {
    List<String> line = new ArrayList<>(rest.size() + 2);
    line.add(first);
    line.add(second);
    line.addAll(rest);
    return line;
  }

  @Override
  public void close() throws IOException {
    successful.close();
    failed.close();
    unprocessed.close();
  }
}
