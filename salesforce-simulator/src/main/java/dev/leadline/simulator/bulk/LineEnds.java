package dev.leadline.simulator.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares the first line end of the content with the one the job was declared with. */
final class LineEnds {
  private LineEnds() {}

  static void check(Path content, Dialect dialect) throws IOException, Loading.BadContent {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
      boolean quoted = false;
      int before = -1;
      for (int c = in.read(); c >= 0; c = in.read()) {
        quoted ^= c == '"';
        if (c == '\n' && !quoted) {
          if ((before == '\r') != dialect.crlf()) {
            throw new Loading.BadContent(
                "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                    + dialect.lineEnding());
          }
          return;
        }
        before = c;
      }
    }
  }
}
