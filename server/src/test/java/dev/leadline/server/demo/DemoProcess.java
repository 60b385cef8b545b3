package dev.leadline.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built program as somebody runs it from a terminal. */
final class DemoProcess implements AutoCloseable {
  private static final int START_SECONDS = 240;
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final Path err;

  private DemoProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  static Path serverJar() {
    return Path.of("target", "leadline.jar").toAbsolutePath();
  }

  static Path simulatorJar() {
    return Path.of("..", "salesforce-simulator", "target", "salesforce-simulator.jar")
        .toAbsolutePath()
        .normalize();
  }

  /** Starts it; what it says to the person goes to a file. */
  static DemoProcess start(Path err, String... options) throws IOException {
    List<String> command = new ArrayList<>(interruptible());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            serverJar().toString(),
            "demo"));
    command.addAll(List.of(options));
    return new DemoProcess(new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
  }

  /**
   * What starts in the background of a script ignores SIGINT, and so would all that it starts; a
   * terminal's programs do not.
   */
  private static List<String> interruptible() {
    List<String> reset = List.of("env", "--default-signal=INT");
    try {
      List<String> trial = new ArrayList<>(reset);
      trial.add("true");
      Process tried =
          new ProcessBuilder(trial)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return tried.waitFor() == 0 ? reset : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** The one line that it prints when ready. */
  String line() throws Exception {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        line.complete(String.valueOf(out.readLine()));
      } catch (IOException e) {
        line.completeExceptionally(e);
      }
    });
    String read = line.get(START_SECONDS, TimeUnit.SECONDS);
    if (read.equals("null")) {
      throw new AssertionError("it ended without a line: " + said());
    }
    return read;
  }

  /** All that is left on its standard output once it has ended. */
  String rest() throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).readAllAsString();
  }

  String said() throws IOException {
    return Files.readString(err);
  }

  /** Itself and every process that works for it, the database's server among them. */
  List<ProcessHandle> family(Path data) throws IOException {
    String cluster = cluster(data.resolve("postgresql"));
    Stream<ProcessHandle> servers =
        ProcessHandle.allProcesses()
            .filter(each -> commandLine(each).contains(cluster))
            .filter(each -> commandLine(each).contains("postgres"));
    return Stream.concat(
            Stream.of(process.toHandle()), Stream.concat(process.descendants(), servers))
        .distinct()
        .toList();
  }

  /**
   * Fails unless all of them end soon. A process that has ended, but whose parent has not asked for
   * it, counts as ended: whether the machine's first process asks is not the demo's doing.
   */
  static void awaitEndOf(List<ProcessHandle> family) {
    await()
        .atMost(Duration.ofSeconds(STOP_SECONDS))
        .untilAsserted(() -> assertThat(family).noneMatch(DemoProcess::runs));
  }

  private static boolean runs(ProcessHandle process) {
    Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!process.isAlive()) {
      return false;
    }
    try {
      return !Files.exists(state) || !Files.readString(state).contains(") Z ");
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the database lies: elsewhere when its account cannot reach the directory asked for. */
  private static String cluster(Path directory) throws IOException {
    Path pointer = directory.resolve("location");
    return Files.exists(pointer) ? Files.readString(pointer).strip() : directory.toString();
  }

  /** As Ctrl-C does. */
  int interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start().waitFor();
    return exit();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String commandLine(ProcessHandle handle) {
    return handle.info().commandLine().orElse("");
  }
}
