package dev.leadline.server.start;

import dev.leadline.db.DatabaseFailure;
import dev.leadline.server.access.FirstAdministrator.OneTime;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Hub;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The whole hub from start to stop: what is behind the port, and the port. */
public final class RunningHub implements AutoCloseable {
  private final Backend backend;
  private final WebServer server;

  private RunningHub(Backend backend, WebServer server) {
    this.backend = backend;
    this.server = server;
  }

  /**
   * Answers once requests are served. The web server is put together while the database starts:
   * each of the two waits for much of its time.
   *
   * @throws DatabaseFailure when the database cannot be used
   * @throws org.springframework.boot.web.server.PortInUseException when another has the port
   */
  public static RunningHub open(Settings settings) {
    CompletableFuture<Backend> backend =
        CompletableFuture.supplyAsync(
            () -> Backend.open(settings), task -> new Thread(task, "open").start());
    try {
      WebServer server = WebServer.open(settings, backend);
      return new RunningHub(backend.join(), server);
    } catch (RuntimeException | Error e) {
      close(backend);
      throw e;
    }
  }

  /** Throws what kept it from opening, if it did: the web server failed for the same reason. */
  private static void close(CompletableFuture<Backend> backend) {
    try {
      backend.join().close();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }

  public Hub hub() {
    return backend.hub();
  }

  public Crm crm() {
    return backend.crm();
  }

  /** The password made up for the first administrator, if this was the first start. */
  public Optional<OneTime> oneTime() {
    return backend.oneTime();
  }

  public int port() {
    return server.port();
  }

  /** The other way round: the port first, the database last. What was answered is durable. */
  @Override
  public void close() {
    try (backend) {
      server.close();
    }
  }
}
