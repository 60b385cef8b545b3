package dev.leadline.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a program to its end, deaf to interrupts, and keeps what it said. */
final class Command {

  private static final Logger LOG = LoggerFactory.getLogger(Command.class);
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final int NOT_FOUND = 127;

  /** What the program said, and whether it did its job. */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  private static final class ProgramMissing extends IOException {
    private static final long serialVersionUID = 1L;

    ProgramMissing(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private Command() {}

  static Result run(List<String> command, Path directory) {
    return run(command, directory, "");
  }

  /** A program that is not there gives the status a shell would: 127. */
  static Result run(List<String> command, Path directory, String input) {
    try {
      // A file, not a pipe: a server left behind by the program may hold a pipe open for ever.
      Path output = Files.createTempFile("leadline-", ".out");
      try {
        Process process = start(command, directory, output);
        return new Result(await(process, input), Files.readString(output, StandardCharsets.UTF_8));
      } catch (ProgramMissing e) {
        return new Result(NOT_FOUND, String.valueOf(e.getMessage()));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw ServerTrouble.explain(directory, e);
    }
  }

  private static Process start(List<String> command, Path directory, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // No setting of the caller's shell may change what the programs do or the language they speak.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ProgramMissing(e);
    }
  }

  private static int await(Process process, String input) throws IOException {
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    } catch (IOException e) {
      // It ended before it read all; its status and output say why.
      LOG.debug("Input not read", e);
    }
    try {
      return process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join().exitValue();
    } catch (CompletionException e) {
      process.destroyForcibly();
      throw new IOException("no end after " + LIMIT, e);
    }
  }
}
