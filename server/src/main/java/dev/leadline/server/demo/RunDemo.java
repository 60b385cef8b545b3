package dev.leadline.server.demo;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseFailure;
import dev.leadline.db.DatabaseSettings;
import dev.leadline.ingest.Ingest;
import dev.leadline.outbox.RunCourier;
import dev.leadline.salesforce.SalesforceSettings;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.configuration.AdministratorSettings;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.segment.SegmentSettings;
import dev.leadline.server.start.WebServer;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Hub;
import dev.leadline.sync.RunPulls;
import dev.leadline.sync.VerifyConnector;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Starts everything that a demo consists of, and leaves nothing running when it ends. */
public final class RunDemo implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Path SIMULATOR =
      Path.of("salesforce-simulator", "target", "salesforce-simulator.jar");
  private static final int BATCH = 200;

  /** Transactions of the simulated org take no longer; the default reads a quarter of an hour. */
  private static final String OVERLAP_SECONDS = "30";

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

  private Greeting open(DemoDirectory directory) throws Exception {
    tell.accept("starting a database and a simulated Salesforce org ...");
    SimulatedOrg simulator =
        opened.keep(
            SimulatedOrg.start(
                home().resolve(SIMULATOR), settings.salesforcePort(), directory.salesforceLog()));
    Settings hubSettings = hubSettings(directory);
    Hub hub =
        opened.keep(
            Hub.over(
                Database.openEmpty(hubSettings.database()),
                hubSettings.ingest(),
                InstantSource.system()));
    Crm crm = Crm.over(hub, newKey());
    SimulatedOrg.Address address = simulator.address();
    HttpClient client = opened.keep(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    Org org = new Org(client, address);
    tell.accept("loading the sample company ...");
    String password = Passwords.madeUp();
    LoadSample.Loaded loaded = load(hub, crm, org, address);
    hub.accounts()
        .changePassword(loaded.administrator(), Passwords.encoder().encode(password), false);
    startSync(hub, crm);
    WebServer server = opened.keep(WebServer.open(hub, hubSettings));
    String url = "http://" + LOOPBACK + ":" + server.port();
    if (settings.eventsPerMinute() > 0) {
      Duration pause = Duration.ofMinutes(1).dividedBy(settings.eventsPerMinute());
      opened.keep(new Trickle(client, url, loaded.writeKey(), org, pause)).start();
    }
    return new Greeting(
        url,
        address.rest(),
        address.accessToken(),
        loaded.writeKey(),
        SampleCompany.ADMINISTRATOR,
        password);
  }

  private static LoadSample.Loaded load(
      Hub hub, Crm crm, Org org, SimulatedOrg.Address address) throws Exception {
    LoadSample.CrmIds ids = new SeedOrg(org).seed();
    return new LoadSample(LoadSample.Rooms.of(hub)).load(ids, () -> connect(crm, address));
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

  private void startSync(Hub hub, Crm crm) {
    opened.keep(new RunCourier(hub.outbox(), crm.push(), "demo", BATCH)).start();
    opened.keep(new RunPulls(crm.pull(), settings.poll())).start();
  }

  private Settings hubSettings(DemoDirectory directory) {
    return new Settings(
        new HttpSettings(LOOPBACK, settings.port()),
        DatabaseSettings.embedded(directory.database()),
        SegmentSettings.DEFAULT,
        Ingest.Settings.DEFAULT,
        AdministratorSettings.DEFAULT);
  }

  /** The secrets last as long as the demo, so their key need not be kept. */
  private static SecretKey newKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new SecretKeySpec(key, "AES");
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
