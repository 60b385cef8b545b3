package dev.leadline.server.demo;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseFailure;
import dev.leadline.salesforce.SalesforceSettings;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.configuration.AdministratorSettings;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.configuration.SyncSettings;
import dev.leadline.server.demo.company.SampleCompany;
import dev.leadline.server.start.RunningHub;
import dev.leadline.server.wiring.Crm;
import dev.leadline.sync.VerifyConnector;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.springframework.boot.web.server.PortInUseException;

/** Starts everything that a demo consists of, and leaves nothing running when it ends. */
public final class RunDemo implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Path SIMULATOR =
      Path.of("salesforce-simulator", "target", "salesforce-simulator.jar");

  /** Transactions of the simulated org take no longer; the default reads a quarter of an hour. */
  private static final String OVERLAP_SECONDS = "30";

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private record SeededOrg(SimulatedOrg.Address address, Org org, LoadSample.CrmIds ids) {}

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
      Path jar = Path.of(RunDemo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
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
    } catch (PortInUseException e) {
      throw Ports.taken("--port", e.getPort(), e);
    } catch (DatabaseFailure e) {
      throw new DemoTrouble(String.valueOf(e.getMessage()), e);
    } finally {
      opened.startEnded();
    }
  }

  private Greeting open(DemoDirectory directory) throws Exception {
    tell.accept("starting a hub and a simulated Salesforce org ...");
    SimulatedOrg simulator =
        opened.keep(
            SimulatedOrg.start(
                home().resolve(SIMULATOR), settings.salesforcePort(), directory.salesforceLog()));
    String password = Passwords.madeUp();
    Settings hubSettings = hubSettings(directory, password);
    if (directory.isUsed()) {
      Database.empty(hubSettings.database());
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    opened.keep(client::shutdownNow);
    FutureTask<SeededOrg> seeding = new FutureTask<>(() -> seed(simulator, client));
    Thread.startVirtualThread(seeding);
    RunningHub hub = opened.keep(RunningHub.open(hubSettings));
    SeededOrg seeded = result(seeding);
    SimulatedOrg.Address address = seeded.address();
    LoadSample.Loaded loaded = load(hub, seeded);
    String url = "http://" + LOOPBACK + ":" + hub.port();
    if (settings.eventsPerMinute() > 0) {
      Duration pause = Duration.ofMinutes(1).dividedBy(settings.eventsPerMinute());
      opened.keep(new Trickle(client, url, loaded.writeKey(), seeded.org(), pause)).start();
    }
    return new Greeting(
        url,
        address.rest(),
        address.accessToken(),
        loaded.writeKey(),
        SampleCompany.ADMINISTRATOR,
        password);
  }

  /** What the org needs is done while the hub starts. */
  private static SeededOrg seed(SimulatedOrg simulator, HttpClient client) throws Exception {
    SimulatedOrg.Address address = simulator.address();
    Org org = new Org(client, address);
    return new SeededOrg(address, org, new SeedOrg(org).seed());
  }

  private static <T> T result(FutureTask<T> task) throws Exception {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private LoadSample.Loaded load(RunningHub hub, SeededOrg seeded) throws Exception {
    tell.accept("loading the sample company ...");
    long from = System.nanoTime();
    LoadSample.Loaded loaded =
        new LoadSample(LoadSample.Rooms.of(hub.hub()))
            .load(seeded.ids(), () -> connect(hub.crm(), seeded.address()));
    tell.accept(
        "%,d prospects in %.1f s; those who are assigned go on to Salesforce"
            .formatted(loaded.prospects(), (System.nanoTime() - from) / 1e9));
    return loaded;
  }

  /** As an administrator would on the connector's page, with the org's client credentials. */
  private static void connect(Crm crm, SimulatedOrg.Address address) {
    crm.secrets().save(SampleCompany.UNIT, Crm.CREDENTIAL, address.clientSecret());
    crm.stores()
        .connectors()
        .save(
            SampleCompany.UNIT,
            Crm.REMOTE,
            Map.of(
                SalesforceSettings.LOGIN_URL, address.rest(),
                SalesforceSettings.CLIENT_ID, address.clientId(),
                SalesforceSettings.OVERLAP_SECONDS, OVERLAP_SECONDS));
    VerifyConnector.Result result = crm.verify().once(SampleCompany.UNIT);
    switch (result) {
      case VerifyConnector.Result.Verified _ ->
          crm.stores().connectors().run(SampleCompany.UNIT, Crm.REMOTE);
      case VerifyConnector.Result.Refused(String message) ->
          throw new DemoTrouble("The hub cannot use the simulated org: " + message);
    }
  }

  private Settings hubSettings(DemoDirectory directory, String password) {
    return Settings.in(directory.home())
        .with(HttpSettings.local(settings.port()))
        .with(new SyncSettings(settings.poll(), SyncSettings.DEFAULT.batch()))
        .with(new AdministratorSettings(SampleCompany.ADMINISTRATOR, Optional.of(password)));
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
