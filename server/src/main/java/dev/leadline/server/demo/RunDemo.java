package dev.leadline.server.demo;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseFailure;
import dev.leadline.db.DatabaseSettings;
import dev.leadline.ingest.Ingest;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.configuration.AdministratorSettings;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.segment.SegmentSettings;
import dev.leadline.server.start.WebServer;
import dev.leadline.server.wiring.Hub;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Starts everything that a demo consists of, and leaves nothing running when it ends. */
public final class RunDemo implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final DemoSettings settings;
  private final Consumer<String> tell;
  private final Opened opened = new Opened();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A demo, not yet started.
   *
   * @param tell is told what the start is at, for a person who waits
   */
  public RunDemo(DemoSettings settings, Consumer<String> tell) {
    this.settings = settings;
    this.tell = tell;
  }

  /** The folder that Leadline was built or installed in. */
  public static Path home() {
    String given = System.getProperty("leadline.home");
    if (given != null) {
      return Path.of(given);
    }
    try {
      Path jar =
          Path.of(RunDemo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path home = jar.resolve("../../..").normalize(); // HOME/server/target/leadline.jar
      return home.equals(jar) ? Path.of("") : home;
    } catch (URISyntaxException e) {
      return Path.of("");
    }
  }

  /**
   * Answers when all of it is ready.
   *
   * @throws DemoTrouble when it cannot be; what was started is ended by {@link #close}
   */
  public Greeting start() throws Exception {
    try {
      Ports.requireFree("--port", settings.port());
      Ports.requireFree("--salesforce-port", settings.salesforcePort());
      return open(DemoDirectory.at(settings.data()));
    } catch (Opened.Ending e) {
      throw new DemoTrouble("Stopped before the demo was ready.", e);
    } catch (DatabaseFailure e) {
      throw new DemoTrouble(String.valueOf(e.getMessage()), e);
    } finally {
      opened.startEnded();
    }
  }

  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    opened.close();
    ended.countDown();
  }
}
