package dev.leadline.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the browser of the tests lies. */
public final class Chromium {
  private Chromium() {}

  /** The one that {@code ./leadline verify} names, or the system's. */
  public static Optional<Path> find() {
    return Stream.of(
            Optional.ofNullable(System.getenv("LEADLINE_CHROMIUM")).orElse(""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
