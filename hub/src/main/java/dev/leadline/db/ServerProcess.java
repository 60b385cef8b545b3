package dev.leadline.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the server of one cluster, whatever an earlier run has left behind. */
final class ServerProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  /** Replaying the log after a crash takes its time; the server is ready when it is done. */
  private static final Duration START = Duration.ofMinutes(15);

  private static final Duration STOP = Duration.ofMinutes(5);
  private static final Duration DYING = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final String CONFIGURATION =
      """
      # Written anew at every start. Your own settings: ALTER SYSTEM, which wins over this file.
      include 'cluster/postgresql.conf'
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      timezone = 'UTC'
      log_timezone = 'UTC'
      shared_buffers = '128MB'
      max_wal_size = '2GB'
      checkpoint_timeout = '15min'
      # Zeroing a new WAL file ahead holds up every commit by tens of milliseconds, each 16 MB.
      wal_init_zero = off
      random_page_cost = 1.1
      jit = off
      # The caller gets every error; the log is for the server's own troubles and holds no data.
      log_min_messages = 'log'
      log_min_error_statement = 'panic'
      log_error_verbosity = 'terse'
      log_checkpoints = off
      """;

  private final DataDirectory data;
  private final PostgresBinaries binaries;

  ServerProcess(DataDirectory data, PostgresBinaries binaries) {
    this.data = data;
    this.binaries = binaries;
  }

  private interface PortChoice {
    int next() throws IOException;
  }

  /** Starts the server, waits until it answers and returns its port: the last one if it is free. */
  int start() throws IOException {
    stop();
    OptionalInt last = data.rememberedPort();
    int port = start(() -> isFree(last) ? last.getAsInt() : anyFreePort());
    data.rememberPort(port);
    return port;
  }

  /** Starts the server where its clients expect it. */
  void startOn(int port) throws IOException {
    stop();
    start(() -> port);
  }

  private int start(PortChoice choice) throws IOException {
    long giveUp = System.nanoTime() + DYING.toNanos();
    Directories.writeReadable(data.configuration(), CONFIGURATION);
    Path log = data.freshLog();
    while (true) {
      int port = choice.next();
      int read = Math.toIntExact(Files.size(log));
      Command.Result result = start(port, log);
      if (result.succeeded()) {
        return port;
      }
      String said = result.output() + textFrom(log, read);
      if (System.nanoTime() > giveUp || !(portIsTaken(said) || predecessorIsDying(said))) {
        throw ServerTrouble.explain("PostgreSQL does not start", data.home(), said);
      }
      LOG.debug("Will try to start PostgreSQL again: {}", said);
      pause();
    }
  }

  private Command.Result start(int port, Path log) {
    return control(
        "start",
        START,
        List.of(
            "--log=" + log,
            "--options=-p %d -c config_file='%s'".formatted(port, data.configuration())));
  }

  /** Stops the server if one runs, ours or one that a killed Leadline left behind. */
  void stop() throws IOException {
    OptionalLong pid = recordedPid();
    if (pid.isEmpty()) {
      return;
    }
    if (!isServer(pid.getAsLong())) {
      // The number may by now be another program's, or a dead process's that nobody collects.
      // PostgreSQL would take either for itself. Its shared memory still guards the data.
      LOG.info("PostgreSQL was not stopped cleanly; it recovers at its start");
      Files.deleteIfExists(pidFile());
      return;
    }
    Command.Result result = control("stop", STOP, List.of("--mode=fast"));
    if (!result.succeeded() && isServer(pid.getAsLong())) {
      LOG.warn("PostgreSQL does not stop ({}); ending it, it recovers at its next start", result);
      control("stop", STOP, List.of("--mode=immediate"));
    }
  }

  private OptionalLong recordedPid() throws IOException {
    try {
      return Files.readString(pidFile())
          .lines()
          .findFirst()
          .map(line -> OptionalLong.of(Long.parseLong(line.strip())))
          .orElseGet(OptionalLong::empty);
    } catch (NoSuchFileException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The running server, if there is one. */
  Optional<ProcessHandle> running() throws IOException {
    OptionalLong pid = recordedPid();
    return pid.isPresent() && isServer(pid.getAsLong())
        ? ProcessHandle.of(pid.getAsLong())
        : Optional.empty();
  }

  private Path pidFile() {
    return data.cluster().resolve("postmaster.pid");
  }

  /** Whether that process is the server of this very cluster. */
  private boolean isServer(long pid) {
    String line = commandLine(pid);
    return line.contains("postgres") && line.contains(data.cluster().toString());
  }

  private static String commandLine(long pid) {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return ProcessHandle.of(pid).flatMap(p -> p.info().commandLine()).orElse("");
    }
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private Command.Result control(String verb, Duration limit, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                binaries.program("pg_ctl").toString(),
                verb,
                "--pgdata=" + data.cluster(),
                "--wait",
                "--silent",
                "--timeout=" + limit.toSeconds()));
    command.addAll(options);
    return Command.run(data.account().command(command), data.home());
  }

  private static String textFrom(Path log, int offset) throws IOException {
    byte[] all = Files.readAllBytes(log);
    return new String(all, offset, all.length - offset, StandardCharsets.UTF_8);
  }

  private static boolean portIsTaken(String said) {
    return said.contains("could not bind") || said.contains("could not create any TCP/IP sockets");
  }

  private static boolean predecessorIsDying(String said) {
    return said.contains("pre-existing shared memory block")
        || said.contains("lock file \"postmaster.pid\" already exists");
  }

  private static boolean isFree(OptionalInt port) {
    if (port.isEmpty()) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket(port.getAsInt(), 1, LOOPBACK)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure.NotStarted("Interrupted while PostgreSQL was starting", e);
    }
  }
}
