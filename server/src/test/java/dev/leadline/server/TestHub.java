package dev.leadline.server;

import dev.leadline.db.TestDatabase;
import dev.leadline.ingest.Ingest;
import dev.leadline.ingest.Signals;
import dev.leadline.server.configuration.AdministratorSettings;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.segment.SegmentSettings;
import dev.leadline.server.start.WebServer;
import dev.leadline.server.wiring.Hub;
import dev.leadline.unit.Source;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
  private final SegmentSettings segment;
  private Optional<Running> running = Optional.empty();

  private record Running(Hub hub, WebServer server, Source source) {}

  public TestHub() {
    this(SegmentSettings.DEFAULT);
  }

  public TestHub(SegmentSettings segment) {
    this.segment = segment;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    database.beforeAll(context);
    Hub hub = Hub.over(database.database(), Ingest.Settings.DEFAULT, InstantSource.system());
    Settings settings =
        new Settings(
            new HttpSettings("127.0.0.1", 0),
            database.settings(),
            segment,
            Ingest.Settings.DEFAULT,
            AdministratorSettings.DEFAULT);
    WebServer server = WebServer.open(hub, settings);
    running = Optional.of(new Running(hub, server, hub.sources().create(UNIT, "Test")));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running.ifPresent(it -> {
      it.server.close();
      it.hub.ingest().close();
    });
    running = Optional.empty();
    database.afterAll(context);
  }

  public Hub hub() {
    return running.orElseThrow().hub;
  }

  /** The source whose write key tests use. */
  public Source source() {
    return running.orElseThrow().source;
  }

  public String writeKey() {
    return source().writeKey();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + running.orElseThrow().server.port() + path);
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
}
