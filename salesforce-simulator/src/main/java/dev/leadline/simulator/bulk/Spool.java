package dev.leadline.simulator.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder for the jobs' data: made at the first need, gone with the org. */
final class Spool implements AutoCloseable {
  private @Nullable Path folder;

  /** A file of a job; the name tells what for. */
  synchronized Path file(String jobId, String what) throws IOException {
    Path known = folder;
    if (known == null) {
      known = Files.createTempDirectory("salesforce-simulator-bulk");
      folder = known;
    }
    return known.resolve(jobId + "-" + what + ".csv");
  }

  /** Removes all files of a job. */
  synchronized void remove(String jobId) {
    Path known = folder;
    if (known == null) {
      return;
    }
    try (Stream<Path> files = Files.list(known)) {
      List<Path> mine =
          files.filter(file -> file.getFileName().toString().startsWith(jobId + "-")).toList();
      for (Path file : mine) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the data of job " + jobId, e);
    }
  }

  @Override
  public synchronized void close() {
    Path known = folder;
    if (known == null) {
      return;
    }
    folder = null;
    try (Stream<Path> files = Files.walk(known)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + known, e);
    }
  }
}
