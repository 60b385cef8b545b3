package dev.leadline.simulator.bulk;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a job's CSV is written: what parts the columns and what ends a line. */
record Dialect(String delimiterName, char delimiter, boolean crlf) {
  private static final int LONGEST_CELL = 1_000_000;
  private static final Map<String, Character> DELIMITERS =
      Map.of(
          "COMMA", ',', "TAB", '\t', "SEMICOLON", ';', "PIPE", '|', "CARET", '^', "BACKQUOTE", '`');

  static Dialect of(@Nullable Object columnDelimiter, @Nullable Object lineEnding) {
    String delimiter = upper(columnDelimiter, "COMMA");
    Character sign = DELIMITERS.get(delimiter);
    if (sign == null) {
      throw BulkError.badJob("Invalid columnDelimiter: " + columnDelimiter);
    }
    String ending = upper(lineEnding, "LF");
    if (!ending.equals("LF") && !ending.equals("CRLF")) {
      throw BulkError.badJob("Invalid lineEnding: " + lineEnding);
    }
    return new Dialect(delimiter, sign, ending.equals("CRLF"));
  }

  private static String upper(@Nullable Object given, String otherwise) {
    return given == null ? otherwise : given.toString().toUpperCase(Locale.ROOT);
  }

  String lineEnding() {
    return crlf ? "CRLF" : "LF";
  }

  CsvReader<CsvRecord> reader(InputStream in) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .detectBomHeader(true)
        .maxBufferSize(LONGEST_CELL)
        .ofCsvRecord(in, StandardCharsets.UTF_8);
  }

  /** Every cell in quotes, as the org writes results. */
  CsvWriter writer(OutputStream out) {
    return writing().build(out, StandardCharsets.UTF_8);
  }

  /** A writer that hands each row on at once, so that places in the output can be noted. */
  CsvWriter rowWriter(OutputStream out) {
    return writing().autoFlush(true).build(out, StandardCharsets.UTF_8);
  }

  CsvWriter rowWriter(Writer out) {
    return writing().build(out);
  }

  private CsvWriter.CsvWriterBuilder writing() {
    return CsvWriter.builder()
        .fieldSeparator(delimiter)
        .quoteStrategy(QuoteStrategies.ALWAYS)
        .lineDelimiter(crlf ? LineDelimiter.CRLF : LineDelimiter.LF);
  }
}
