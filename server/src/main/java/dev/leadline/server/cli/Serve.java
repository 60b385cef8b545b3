package dev.leadline.server.cli;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseSettings;
import dev.leadline.ingest.Ingest;
import dev.leadline.server.access.FirstAdministrator;
import dev.leadline.server.configuration.AdministratorSettings;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.start.WebServer;
import dev.leadline.server.wiring.Hub;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the hub until it is told to stop. */
@Command(name = "serve", description = "Runs the hub.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  @Option(names = "--port", description = "The HTTP port; 0 for any that is free.")
  private int port = HttpSettings.DEFAULT.port();

  @Override
  public Integer call() throws Exception {
    Settings settings =
        new Settings(
            new HttpSettings("", port),
            DatabaseSettings.embedded(DatabaseSettings.DEFAULT_DIRECTORY),
            dev.leadline.server.segment.SegmentSettings.DEFAULT,
            Ingest.Settings.DEFAULT,
            AdministratorSettings.DEFAULT);
    CountDownLatch stopped = new CountDownLatch(1);
    Hub hub =
        Hub.over(Database.open(settings.database()), settings.ingest(), InstantSource.system());
    new FirstAdministrator(hub.accounts())
        .ensure(settings.administrator().email(), settings.administrator().password())
        .ifPresent(
            made -> System.err.println("Sign in as " + made.email() + " with " + made.password()));
    WebServer server = WebServer.open(hub, settings);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              server.close();
              hub.close();
              stopped.countDown();
            }));
    stopped.await();
    return 0;
  }
}
