package dev.leadline.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulator in a process of its own. It ends with ours, however ours ends: its standard input
 * is a pipe from us that closes even when we are killed.
 */
final class SimulatedOrg implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 10;
  private static final int LAST_CHARACTERS = 500;

  /** Fields that the sample company has added to its org. */
  private static final List<String> CUSTOM_FIELDS =
      List.of(
          "Lead: Leadline_Score__c | Leadline Score | double(18,0)",
          "Contact: Leadline_Score__c | Leadline Score | double(18,0)");

  /**
   * How to reach the org.
   *
   * @param rest the URL of its API and its pages
   * @param control the URL where it is told what salespeople do
   */
  record Address(
      String rest, String control, String accessToken, String clientId, String clientSecret) {
    @Override
    public String toString() {
      return "Address[" + rest + "]"; // never the secrets
    }
  }

  private final Process process;
  private final Path log;
  private final CompletableFuture<String> firstLine;

  private SimulatedOrg(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.firstLine = new CompletableFuture<>();
    Thread.startVirtualThread(this::readFirstLine);
  }

  /** Starts the process and does not wait for it. */
  static SimulatedOrg start(Path jar, int port, Path log) {
    if (!Files.isRegularFile(jar)) {
      throw new DemoTrouble("The simulated org is not built: there is no " + jar + ".");
    }
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString(),
            "--json",
            "--with-parent",
            "--port",
            Integer.toString(port));
    CUSTOM_FIELDS.forEach(field -> command.command().addAll(List.of("--declare", field)));
    try {
      return new SimulatedOrg(command.redirectError(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new DemoTrouble("The simulated org cannot be started: " + e.getMessage(), e);
    }
  }

  /** Waits until it is ready. */
  Address address() throws InterruptedException {
    try {
      JsonNode told = JsonMapper.shared().readTree(firstLine.get(START_SECONDS, TimeUnit.SECONDS));
      return new Address(
          told.path("rest").asString(""),
          told.path("control").asString(""),
          told.path("accessToken").asString(""),
          told.path("clientId").asString(""),
          told.path("clientSecret").asString(""));
    } catch (ExecutionException | TimeoutException | JacksonException e) {
      throw new DemoTrouble("The simulated org did not start: " + lastWords(), e);
    }
  }

  /** Asks the process to end, and sees that it does. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
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

  private void readFirstLine() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      if (line == null) {
        firstLine.completeExceptionally(new IOException("the process has ended"));
        return;
      }
      firstLine.complete(line);
      skipRest(out);
    } catch (IOException e) {
      firstLine.completeExceptionally(e);
    }
  }

  /** A pipe that nobody empties would stop the process some day. */
  private static void skipRest(BufferedReader out) throws IOException {
    @Nullable String line = out.readLine();
    while (line != null) {
      line = out.readLine();
    }
  }

  private String lastWords() {
    try {
      String all = Files.readString(log).strip();
      String last = all.substring(Math.max(0, all.length() - LAST_CHARACTERS));
      return last.isEmpty() ? "it said nothing (" + log + ")" : last;
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }
}
