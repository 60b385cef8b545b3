package dev.leadline.server.cli;

import dev.leadline.server.access.FirstAdministrator.OneTime;
import dev.leadline.server.configuration.Misconfigured;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.start.RunningHub;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the hub until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the hub until it is told to stop (SIGTERM, Ctrl-C).",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  @Mixin private SettingOptions options = new SettingOptions();

  @Override
  public Integer call() throws Misconfigured, PortTaken, InterruptedException {
    Settings settings = options.forLong();
    PortTaken.check(settings.http());
    CompletableFuture<RunningHub> opening = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(opening), "stop"));
    RunningHub hub = open(settings, opening);
    hub.oneTime().ifPresent(Serve::print);
    System.err.printf("leadline: ready at http://localhost:%d%n", hub.port());
    new CountDownLatch(1).await(); // until the process is told to stop
    return 0;
  }

  private static RunningHub open(Settings settings, CompletableFuture<RunningHub> opening)
      throws PortTaken {
    try {
      RunningHub hub = RunningHub.open(settings);
      opening.complete(hub);
      return hub;
    } catch (PortInUseException e) {
      throw new PortTaken(e.getPort());
    } finally {
      opening.cancel(false); // does nothing to one that is open
    }
  }

  /** Also when told so while still starting: the start is brought to its end first. */
  private static void stop(CompletableFuture<RunningHub> opening) {
    try {
      RunningHub hub = opening.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
      System.err.println("leadline: stopping; what was answered is kept");
      hub.close();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      System.err.println("leadline: stopped while starting; the next start recovers");
    } catch (CancellationException e) {
      // It never started, and has said why.
    }
  }

  /** To the terminal and not to the log, which others may read. */
  private static void print(OneTime made) {
    System.err.printf(
        "%n  This is the first start. Sign in as %s with the password %s%n"
            + "  It is shown only now, and has to be changed at the first sign-in.%n%n",
        made.email(), made.password());
  }
}
