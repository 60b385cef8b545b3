package dev.leadline.simulator.soql;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The org as one user sees it: what queries ask of the store. Names are matched without case; rows
 * in the recycle bin are handed out too and sorted out by the query.
 */
public interface View {
  /** The object of this name, or null where there is none the user may see. */
  @Nullable Shape shape(String object);

  /** The record with this 18-character id, of whatever object. */
  @Nullable Row row(String id);

  /** All rows of an object, in the order of their ids. */
  Stream<Row> rows(Shape shape);

  /**
   * Rows by index, or null where no index answers the probe. More rows than asked for do no harm.
   */
  @Nullable Candidates candidates(Shape shape, Probe probe);

  /** The user's 18-character id. */
  String userId();

  /** The moment date literals are counted from. */
  Instant now();

  /** The user's time zone, which decides where a day begins. */
  ZoneId zone();

  /** The user's locale, in which FORMAT() writes. */
  Locale locale();

  /** How many rows there may be, and the rows, computed when wanted. */
  record Candidates(long estimate, Supplier<Stream<Row>> rows) {}
}
