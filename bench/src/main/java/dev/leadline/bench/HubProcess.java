package dev.leadline.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A hub in a process of its own, started as an operator starts it. */
final class HubProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final InetSocketAddress address;
  private final Path log;
  private final Duration startedIn;

  private HubProcess(Process process, InetSocketAddress address, Path log, Duration startedIn) {
    this.process = process;
    this.address = address;
    this.log = log;
    this.startedIn = startedIn;
  }

  /**
   * Starts a hub on a free port and waits until it is ready.
   *
   * @param home where {@code leadline} lies
   * @param data the hub's data directory; its log is written beside it
   */
  static HubProcess start(Path home, Path data) throws IOException {
    int port = freePort();
    Path log = data.resolveSibling(data.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("leadline").toString(),
            "serve",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString());
    builder.environment().put("LEADLINE_BUILD", "never");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long begin = System.nanoTime();
    Process process = builder.start();
    // Whoever ends the bench alone must not leave a hub behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    awaitReady(process, address, log, begin);
    return new HubProcess(process, address, log, Duration.ofNanos(System.nanoTime() - begin));
  }

  InetSocketAddress address() {
    return address;
  }

  /** From the start of the process to the first answer that it is ready. */
  Duration startedIn() {
    return startedIn;
  }

  Path log() {
    return log;
  }

  /** Memory in use by the heap, in bytes. */
  long heapUsed() throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Resident memory of the hub's process in bytes; 0 where the system does not tell. */
  long resident() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Ends the process at once, as a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Stops the hub as an operator does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReady(Process process, InetSocketAddress address, Path log, long begin)
      throws IOException {
    URI ready = URI.create("http://127.0.0.1:" + address.getPort() + "/health/readiness");
    while (System.nanoTime() - begin < PATIENCE.toNanos()) {
      if (!process.isAlive()) {
        throw new IOException("The hub ended at its start:\n" + tail(log));
      }
      if (answers(ready)) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    process.destroyForcibly();
    throw new IOException("The hub was not ready within " + PATIENCE + ":\n" + tail(log));
  }

  private static boolean answers(URI ready) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the hub was starting", e);
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
