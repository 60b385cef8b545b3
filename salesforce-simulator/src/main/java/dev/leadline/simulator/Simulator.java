package dev.leadline.simulator;

import dev.leadline.simulator.auth.App;
import dev.leadline.simulator.auth.Apps;
import dev.leadline.simulator.auth.OAuthServlet;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.automation.LateCommits;
import dev.leadline.simulator.automation.Rules;
import dev.leadline.simulator.bulk.Bulk;
import dev.leadline.simulator.control.Control;
import dev.leadline.simulator.control.ControlServlet;
import dev.leadline.simulator.metadata.Schema;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SimulatedClock;
import dev.leadline.simulator.org.Snapshot;
import dev.leadline.simulator.page.PageServlet;
import dev.leadline.simulator.pubsub.PubSub;
import dev.leadline.simulator.rest.OtherServices;
import dev.leadline.simulator.rest.RestServlet;
import dev.leadline.simulator.traffic.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Salesforce org: started with options, it tells its addresses and stops when closed. */
public final class Simulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

  private final Org org;
  private final Web web;
  private final App app;
  private final Founding.Founded founded;
  private final Sessions sessions;
  private final Background background;
  private final String accessToken;

  /** What goes on beside the requests: bulk jobs and their files. */
  private record Background(
      ExecutorService workers, Bulk bulk, PubSub pubSub, @Nullable Path snapshot) {}

  private Simulator(
      Org org,
      Web web,
      App app,
      Founding.Founded founded,
      Sessions sessions,
      Background background) {
    this.org = org;
    this.web = web;
    this.app = app;
    this.founded = founded;
    this.sessions = sessions;
    this.background = background;
    this.accessToken =
        sessions.open(founded.integrationUserId(), app.clientId(), "api id").accessToken();
  }

  /** Builds the org in the order in which a call meets its parts, and opens the doors. */
  public static Simulator start(Options options) throws PortTaken {
    RandomGenerator random = random(options.seed());
    SimulatedClock clock = clock(options.startAt());
    Org org = new Org(new Schema(clock.second()), clock);
    Founding.Founded founded = founded(org, options.snapshot());
    Sessions sessions = new Sessions(org, founded.organizationId(), random);
    Apps apps = new Apps();
    App app = firstApp(options, founded.integrationUserId(), random);
    apps.put(app);
    Traffic traffic = Traffic.of(clock, random);
    PubSub pubSub = pubSub(options, org, sessions);
    Rules rules = new Rules();
    org.addRule(rules);
    LateCommits lateCommits = new LateCommits();
    org.gate(lateCommits);
    Control control =
        new Control(
            org,
            apps,
            sessions,
            traffic,
            founded,
            new Control.Around(rules, lateCommits, pubSub, options.snapshot()));
    options.declarations().stream()
        .filter(line -> !org.schema().declarations().contains(line))
        .forEach(control::declare);
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    Bulk bulk = new Bulk(org, workers);
    Web web =
        Web.open(
            options,
            List.of(
                restDoor(new RestServlet(org, sessions, traffic, bulk)),
                oauthDoor(new OAuthServlet(org, apps, sessions, random)),
                otherDoor(new OtherServices(sessions, traffic)),
                new Web.Door("control", new ControlServlet(control), "/control/*"),
                new Web.Door("page", new PageServlet(org, traffic, founded, random), "/*")));
    return new Simulator(
        org,
        web,
        app,
        founded,
        sessions,
        new Background(workers, bulk, pubSub, options.snapshot()));
  }

  private static SimulatedClock clock(@Nullable String startAt) {
    SimulatedClock clock = new SimulatedClock(InstantSource.system());
    if (startAt != null) {
      clock.set(Instant.parse(startAt));
    }
    return clock;
  }

  private static Web.Door restDoor(RestServlet rest) {
    return new Web.Door("rest", rest, "/services/data/*", "/services/data");
  }

  private static Web.Door otherDoor(OtherServices others) {
    return new Web.Door("others", others, "/services/*", "/cometd/*");
  }

  private static Web.Door oauthDoor(OAuthServlet oauth) {
    return new Web.Door("oauth", oauth, "/services/oauth2/*", "/id/*");
  }

  /** A new org, or the one that was kept in the snapshot file. */
  private static Founding.Founded founded(Org org, @Nullable Path snapshot) {
    if (snapshot == null || !Files.exists(snapshot)) {
      return Founding.found(org);
    }
    try {
      Snapshot.read(org, snapshot, line -> Control.declare(org, line));
      return Founding.refound(org);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PubSub pubSub(Options options, Org org, Sessions sessions) throws PortTaken {
    PubSub.Options usual = PubSub.Options.usual();
    try {
      return PubSub.start(
          org,
          sessions,
          new PubSub.Options(
              options.bind(),
              options.pubSubPort(),
              options.pubSubPlainPort(),
              usual.keepAlive(),
              usual.overflow()));
    } catch (IOException e) {
      throw new PortTaken(options.bind(), options.pubSubPort(), e);
    }
  }

  private static RandomGenerator random(@Nullable Long seed) {
    return seed == null ? new SecureRandom() : new Random(seed);
  }

  private static App firstApp(Options options, String runAs, RandomGenerator random) {
    String id = options.clientId();
    String secret = options.clientSecret();
    return App.of(
        id != null ? id : "3MVG9" + hex(random, 40),
        secret != null ? secret : hex(random, 32),
        runAs);
  }

  private static String hex(RandomGenerator random, int bytes) {
    byte[] made = new byte[bytes];
    random.nextBytes(made);
    return java.util.HexFormat.of().withUpperCase().formatHex(made);
  }

  /** The address of the REST API, the OAuth doors and the page, without a slash at the end. */
  public String rest() {
    return web.url();
  }

  /** The address of the control API. */
  public String control() {
    return web.url() + "/control";
  }

  /** Host and port of the Pub/Sub API with TLS, under a certificate of its own. */
  public String pubSub() {
    return web.host() + ":" + background.pubSub().tlsPort();
  }

  /** Host and port of the Pub/Sub API in plain text. */
  public String pubSubPlain() {
    return web.host() + ":" + background.pubSub().plainPort();
  }

  /** An access token of the integration user. */
  public String accessToken() {
    return accessToken;
  }

  public String clientId() {
    return app.clientId();
  }

  public String clientSecret() {
    return app.clientSecret();
  }

  public Org org() {
    return org;
  }

  public Founding.Founded founded() {
    return founded;
  }

  /** A fresh access token for a user. */
  public String tokenFor(String userId) {
    return sessions.open(userId, app.clientId(), "api id").accessToken();
  }

  /** What a script needs to know, as printed with {@code --json}. */
  public Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("rest", rest());
    addresses.put("pubsub", pubSub());
    addresses.put("pubsubPlain", pubSubPlain());
    addresses.put("control", control());
    addresses.put("accessToken", accessToken);
    addresses.put("clientId", clientId());
    addresses.put("clientSecret", clientSecret());
    return addresses;
  }

  @Override
  public void close() {
    web.close();
    background.workers().shutdownNow();
    background.bulk().close();
    background.pubSub().close();
    keep(background.snapshot());
  }

  private void keep(@Nullable Path snapshot) {
    if (snapshot == null) {
      return;
    }
    try {
      Snapshot.write(org, snapshot);
    } catch (IOException e) {
      LOG.error("the snapshot {} could not be written; the records are lost", snapshot, e);
    }
  }
}
