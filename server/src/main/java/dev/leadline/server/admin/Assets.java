package dev.leadline.server.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

/** The files beside the pages: a short text that is another one when they are. */
final class Assets {
  private static final List<String> FILES =
      List.of("/static/leadline.css", "/static/leadline.js", "/static/theme.js");

  private Assets() {}

  static String version() {
    CRC32 sum = new CRC32();
    for (String file : FILES) {
      try (InputStream in = Assets.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing from this build.");
        }
        sum.update(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Long.toHexString(sum.getValue());
  }
}
