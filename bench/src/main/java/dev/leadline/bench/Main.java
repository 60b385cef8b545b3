package dev.leadline.bench;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leadline bench} and {@code leadline soak}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Benchmarks against a floor measured in the same run.",
    subcommands = CommandLine.HelpCommand.class)
public final class Main {
  private static final Path HOME = Path.of(System.getProperty("leadline.home", "."));

  /** Runs a command and ends with its exit code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "How fast Identify calls become durable prospects.")
  int ingest(
      @Option(
              names = "--seconds",
              defaultValue = "10",
              description =
                  "Length of each part, after 5 s that do not count (default: ${DEFAULT-VALUE}).")
          int seconds,
      @Option(names = "--json", description = "Print one JSON object instead of a table.")
          boolean json)
      throws IOException, InterruptedException, SQLException {
    if (seconds < 1 || seconds > 3600) {
      throw new IllegalArgumentException("--seconds must be between 1 and 3600");
    }
    Path data = Files.createTempDirectory("leadline-bench");
    try {
      IngestBench.Report report =
          new IngestBench(HOME, data.resolve("data"), Duration.ofSeconds(seconds)).run();
      System.out.println(json ? Show.json(report) : Show.table(report));
      return 0;
    } finally {
      delete(data);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Kills a hub in the middle of its work and looks whether every answered call is kept.")
  int soak(
      @Option(
              names = "--events",
              defaultValue = "100000",
              description =
                  "Identifies before the kill in the middle of as many again (default:"
                      + " ${DEFAULT-VALUE}).")
          int events,
      @Option(names = "--json", description = "Print one JSON object instead of a sentence.")
          boolean json)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("leadline-soak");
    try {
      Soak.Report report = new Soak(HOME, data.resolve("data"), events).run();
      System.out.println(json ? Show.json(report) : Show.sentence(report));
      return report.good(events) ? 0 : 1;
    } finally {
      delete(data);
    }
  }

  private static void delete(Path directory) throws IOException {
    Database.delete(DatabaseSettings.embedded(directory.resolve("data/postgresql")));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      System.err.println("Could not delete " + directory + ": " + e.getMessage());
    }
  }
}
