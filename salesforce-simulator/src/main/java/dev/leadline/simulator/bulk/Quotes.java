package dev.leadline.simulator.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks through the content for quotes out of place before a row of it is loaded: one of them can
 * make a single cell of all rows that follow. The whole job fails then. Source: texts of
 * Salesforce's CSV reader as published with its data loading clients, and "InvalidBatch : Failed to
 * parse CSV. Found unescaped quote. …" as quoted by users.
 */
final class Quotes {
  private Quotes() {}

  private enum Place {
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  static void check(Path content, Dialect dialect) throws IOException, Loading.BadContent {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
      Place place = Place.CELL_START;
      for (int c = withoutMark(in); c >= 0; c = in.read()) {
        place = next(place, c, dialect.delimiter());
      }
      if (place == Place.QUOTED) {
        throw bad("EOF reached before closing an opened quote");
      }
    }
  }

  /** The first byte after the mark of UTF-8, or the first byte of all where there is none. */
  private static int withoutMark(InputStream in) throws IOException {
    in.mark(3);
    if (in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF) {
      return in.read();
    }
    in.reset();
    return in.read();
  }

  private static Place next(Place place, int c, char delimiter) throws Loading.BadContent {
    boolean ends = c == delimiter || c == '\n' || c == '\r';
    return switch (place) {
      case CELL_START -> c == '"' ? Place.QUOTED : ends ? Place.CELL_START : Place.PLAIN;
      case PLAIN -> {
        if (c == '"') {
          throw bad("Found unescaped quote. A value with quote should be within a quote");
        }
        yield ends ? Place.CELL_START : Place.PLAIN;
      }
      case QUOTED -> c == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
      case AFTER_QUOTE -> {
        if (c != '"' && !ends) {
          throw bad("Not expecting more text after end quote");
        }
        yield ends ? Place.CELL_START : Place.QUOTED;
      }
    };
  }

  private static Loading.BadContent bad(String what) {
    return new Loading.BadContent("InvalidBatch : Failed to parse CSV. " + what);
  }
}
