package dev.leadline.server.cli;

import dev.leadline.server.access.FirstAdministrator.OneTime;
import dev.leadline.server.configuration.Misconfigured;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.start.RunningHub;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the hub until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the hub until it is told to stop (SIGTERM, Ctrl-C).",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  @Mixin private SettingOptions options = new SettingOptions();

  @Override
  public Integer call() throws Misconfigured, PortTaken, InterruptedException {
    Settings settings = options.forLong();
    PortTaken.check(settings.http());
    CountDownLatch stopped = new CountDownLatch(1);
    RunningHub hub = open(settings);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.err.println("leadline: stopping; what was answered is kept");
                  hub.close();
                  stopped.countDown();
                },
                "stop"));
    hub.oneTime().ifPresent(Serve::print);
    System.err.printf("leadline: ready at http://localhost:%d%n", hub.port());
    stopped.await();
    return 0;
  }

  private static RunningHub open(Settings settings) throws PortTaken {
    try {
      return RunningHub.open(settings);
    } catch (PortInUseException e) {
      throw new PortTaken(e.getPort());
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
