package dev.leadline.server;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.db.TestDatabase;
import dev.leadline.ingest.Signals;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.start.RunningHub;
import dev.leadline.server.wiring.Hub;
import dev.leadline.unit.Source;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole server over a database of its own, on any free port, for one test class.
 *
 * <p>{@code @RegisterExtension static final TestHub HUB = new TestHub();}
 */
public final class TestHub implements BeforeAllCallback, AfterAllCallback {
  private static final int UNIT = 1;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final TestDatabase database = new TestDatabase();
  private final UnaryOperator<Settings> change;
  private Optional<Running> running = Optional.empty();

  private record Running(RunningHub hub, Source source, Path data) {}

  public TestHub() {
    this(settings -> settings);
  }

  /** With other settings than the defaults. */
  public TestHub(UnaryOperator<Settings> change) {
    this.change = change;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    database.beforeAll(context);
    Path data = Files.createTempDirectory("leadline-test");
    Settings settings = Settings.in(data).with(HttpSettings.local(0)).with(database.settings());
    RunningHub hub = RunningHub.open(change.apply(settings));
    running = Optional.of(new Running(hub, hub.hub().sources().create(UNIT, "Test"), data));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (running.isPresent()) {
      running.get().hub.close();
      delete(running.get().data);
    }
    running = Optional.empty();
    database.afterAll(context);
  }

  /** How its database is reached. */
  public DatabaseSettings databaseSettings() {
    return database.settings();
  }

  /** Its data folder. */
  public Path data() {
    return running.orElseThrow().data;
  }

  /** The whole server. */
  public RunningHub running() {
    return running.orElseThrow().hub;
  }

  public Hub hub() {
    return running().hub();
  }

  /** The source whose write key tests use. */
  public Source source() {
    return running.orElseThrow().source;
  }

  public String writeKey() {
    return source().writeKey();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + running().port() + path);
  }

  /** The answer to a request, whatever it is. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What was kept of the test source, newest first. */
  public List<Signals.Row> signals() {
    return hub().signals().latest(source().id(), Optional.empty(), Long.MAX_VALUE, 10_000);
  }

  /** The newest signal kept of the test source. */
  public Signals.Row lastSignal() {
    Iterator<Signals.Row> rows = signals().iterator();
    if (!rows.hasNext()) {
      throw new AssertionError("nothing was kept");
    }
    return rows.next();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
