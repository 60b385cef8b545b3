package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The Pub/Sub API of an org, listening on two ports: one with TLS, one in plain text for tests. */
public final class PubSub implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;
  private static final int MOST_EVENTS_KEPT = 2_000_000;

  private final Org org;
  private final EventLog log;
  private final Channels channels = new Channels();
  private final EventSchemas schemas = new EventSchemas();
  private final PlatformEvents platformEvents = new PlatformEvents(schemas);
  private final ManagedSubscriptions managed = new ManagedSubscriptions();
  private final LazyTls lazyTls;
  private final Streams streams;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Server tls;
  private final Server plain;

  /**
   * How to listen.
   *
   * @param host the address to bind
   * @param tlsPort 0 for any free port, as for {@code plainPort}
   * @param keepAlive how long a subscriber goes without a message at most; the real API promises
   *     270 s
   * @param overflow how many changes of a transaction are told one by one; 100,000 in the real API
   */
  public record Options(String host, int tlsPort, int plainPort, Duration keepAlive, int overflow) {
    /** The real API's numbers on free ports of this machine alone. */
    public static Options usual() {
      return new Options("127.0.0.1", 0, 0, Duration.ofSeconds(270), 100_000);
    }
  }

  private PubSub(Org org, Sessions sessions, Options options) {
    this.org = org;
    this.log = new EventLog(org.clock(), MOST_EVENTS_KEPT);
    this.lazyTls = new LazyTls(org.clock().instant());
    Gate gate = new Gate(sessions);
    Topics topics = new Topics(org, channels, schemas, platformEvents);
    this.streams =
        new Streams(
            new Subscription.Bus(
                log, new Delivery(schemas, org.access()), gate, options.keepAlive()),
            topics,
            managed);
    Service service =
        new Service(
            topics, schemas, new Publishing(log, topics), streams, sessions.organizationId());
    this.tls =
        builder(options.host(), options.tlsPort(), gate, service).sslContext(lazyTls).build();
    this.plain = builder(options.host(), options.plainPort(), gate, service).build();
    org.addListener(new ChangeFeed(log, channels, options.overflow()));
  }

  private NettyServerBuilder builder(String host, int port, Gate gate, Service service) {
    return NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
        .executor(workers)
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .permitKeepAliveTime(10, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .intercept(gate)
        .addService(service);
  }

  /** Starts listening. From now on commits become events. */
  public static PubSub start(Org org, Sessions sessions, Options options) throws IOException {
    PubSub pubSub = new PubSub(org, sessions, options);
    try {
      pubSub.tls.start();
      pubSub.plain.start();
      return pubSub;
    } catch (IOException taken) {
      pubSub.close();
      throw taken;
    }
  }

  public int tlsPort() {
    return tls.getPort();
  }

  public int plainPort() {
    return plain.getPort();
  }

  public Certificate certificate() {
    return lazyTls.certificate();
  }

  public Channels channels() {
    return channels;
  }

  public PlatformEvents platformEvents() {
    return platformEvents;
  }

  public ManagedSubscriptions managedSubscriptions() {
    return managed;
  }

  /** Puts a gap event into the log: a change of which only the header is known. */
  public void tellGap(ObjectType type, ChangeType gap, List<String> recordIds, String userId) {
    Event.Origin origin =
        new Event.Origin(
            "", UUID.randomUUID().toString(), org.clock().instant().toEpochMilli(), 0, userId);
    log.add(new Event.Changed(origin, 1, gap, type, recordIds, null));
  }

  /** Cuts all streams, as maintenance of the service does; subscribers may come back at once. */
  public void cutStreams() {
    streams.cutAll();
  }

  @Override
  public void close() {
    streams.cutAll();
    tls.shutdownNow();
    plain.shutdownNow();
    try {
      // The servers still tell their last calls that they ended; the workers must be there for it.
      tls.awaitTermination(5, TimeUnit.SECONDS);
      plain.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
  }
}
