package dev.leadline.bench;

import dev.leadline.db.Database;
import dev.leadline.db.DatabaseSettings;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Kills a hub in the middle of its work and looks whether it kept its word: every call that was
 * answered is there once, and none is there twice, also after senders have sent all of it again.
 */
final class Soak {
  private static final int CONNECTIONS = 64;
  private static final int UNIT = 1;

  /**
   * What was found.
   *
   * @param acknowledged events answered with 200 before the hub was killed
   * @param lost of these, how many are not there after the restart
   * @param repeated events kept, or prospects made, more than once
   * @param keptAfterRetry events there after everything was sent again
   */
  record Report(int acknowledged, int lost, int repeated, int keptAfterRetry) {
    boolean good(int events) {
      return lost == 0 && repeated == 0 && keptAfterRetry == 2 * events;
    }
  }

  private final Path home;
  private final Path data;
  private final int events;
  private final People people = new People("soak");
  private final BitSet acknowledged = new BitSet();

  /**
   * A run yet to be made.
   *
   * @param data a directory that does not exist yet
   * @param events distinct identifies before the hub is killed in the middle of as many again
   */
  Soak(Path home, Path data, int events) {
    this.home = home;
    this.data = data;
    this.events = events;
  }

  Report run() throws IOException, InterruptedException {
    Source source = sendAndKill();
    try (HubProcess hub = HubProcess.start(home, data);
        Database database =
            Database.running(DatabaseSettings.embedded(data.resolve("postgresql")))) {
      int kept = acknowledged.cardinality();
      int lost = kept - present(database, acknowledged);
      send(hub, source, IntStream.range(0, 2 * events).toArray(), new CountDownLatch(0));
      return new Report(kept, lost, repeated(database), present(database, all()));
    }
  }

  private Source sendAndKill() throws IOException, InterruptedException {
    try (HubProcess hub = HubProcess.start(home, data)) {
      Source source;
      try (Database database =
          Database.running(DatabaseSettings.embedded(data.resolve("postgresql")))) {
        source = new Sources(database.jdbi(), new SecureRandom()).create(UNIT, "soak");
      }
      send(hub, source, IntStream.range(0, events).toArray(), new CountDownLatch(0));
      CountDownLatch half = new CountDownLatch(events / 2);
      Thread killer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  half.await();
                  hub.kill();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      send(hub, source, IntStream.range(events, 2 * events).toArray(), half);
      killer.join();
      return source;
    }
  }

  /** Sends each event once; a connection that is cut ends its sender. */
  private void send(HubProcess hub, Source source, int[] which, CountDownLatch progress)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> sender =
        () -> {
          try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(hub.address(), 10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
            OutputStream out = socket.getOutputStream();
            for (int i = next.getAndIncrement(); i < which.length; i = next.getAndIncrement()) {
              out.write(request(hub, source, which[i]));
              Answer.read(in).expect(200);
              acknowledge(which[i]);
              progress.countDown();
            }
          } catch (SocketException | EOFException e) {
            // The hub was killed: this call was not answered, so nothing is promised.
          }
          return null;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> senders =
          threads.invokeAll(IntStream.range(0, CONNECTIONS).mapToObj(i -> sender).toList());
      for (Future<Void> one : senders) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The hub did not answer as it should", e.getCause());
    }
  }

  private synchronized void acknowledge(int event) {
    acknowledged.set(event);
  }

  private byte[] request(HubProcess hub, Source source, int event) {
    String body =
        people.identify(event).replaceFirst("\\{", "{\"writeKey\":\"" + source.writeKey() + "\",");
    return "POST /v1/identify HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(hub.address().getPort(), body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, 2 * events);
    return all;
  }

  /** How many of the events are kept as signals whose prospect exists. */
  private int present(Database database, BitSet wanted) {
    BitSet found = new BitSet();
    database
        .jdbi()
        .useHandle(tx ->
            tx.createQuery(
                    """
                    SELECT s.message_id FROM signal s JOIN prospect p ON p.id = s.prospect
                    WHERE s.fate IN ('CREATED', 'UPDATED', 'UNCHANGED')
                    """)
                .setFetchSize(10_000)
                .mapTo(String.class)
                .forEach(id -> found.set(Integer.parseInt(id.substring(id.indexOf('-') + 1)))));
    found.and(wanted);
    return found.cardinality();
  }

  private static int repeated(Database database) {
    return database
        .jdbi()
        .withHandle(tx ->
            tx.createQuery(
                    """
                    SELECT (SELECT count(*) - count(DISTINCT message_id) FROM signal)
                         + (SELECT count(*) - count(DISTINCT fields ->> 'email') FROM prospect)
                    """)
                .mapTo(Integer.class)
                .one());
  }
}
