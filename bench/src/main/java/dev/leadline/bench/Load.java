package dev.leadline.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A closed load: each connection sends its next call when the last one is answered. As lean as can
 * be, for it shares the machine with what it measures.
 */
final class Load {
  /**
   * What a load measured.
   *
   * @param calls answered with 200
   * @param seconds from the first call sent to the last one answered
   * @param micros latencies in microseconds
   */
  record Result(long calls, double seconds, Histogram micros) {
    double perSecond() {
      return calls / seconds;
    }
  }

  private final InetSocketAddress hub;
  private final byte[] head;

  /**
   * Calls to one path.
   *
   * @param authorization value of the header
   */
  Load(InetSocketAddress hub, String path, String authorization) {
    this.hub = hub;
    this.head =
        ("POST %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: %s\r\n"
                    .formatted(path, hub.getHostString(), hub.getPort(), authorization)
                + "Content-Type: application/json\r\nContent-Length: ")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sends for as long as said.
   *
   * @param body the body of the n-th call; asked once for each n
   * @throws IllegalStateException when a call is answered with anything but 200
   */
  Result run(int connections, Duration length, LongFunction<byte[]> body)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    AtomicLong calls = new AtomicLong();
    Histogram micros = new ConcurrentHistogram(Duration.ofMinutes(2).toNanos() / 1000, 3);
    long begin = System.nanoTime();
    long end = begin + length.toNanos();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        clients.add(
            threads.submit(() -> {
              converse(end, () -> body.apply(next.getAndIncrement()), micros, calls);
              return null;
            }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The load was not answered as it should be", e.getCause());
    }
    return new Result(calls.get(), (System.nanoTime() - begin) / 1e9, micros);
  }

  private interface Bodies {
    byte[] next();
  }

  private void converse(long end, Bodies bodies, Histogram micros, AtomicLong calls)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
      socket.connect(hub, (int) Duration.ofSeconds(10).toMillis());
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
      OutputStream out = socket.getOutputStream();
      while (System.nanoTime() < end) {
        byte[] request = request(bodies.next());
        long sent = System.nanoTime();
        out.write(request);
        Answer.read(in).expect(200);
        micros.recordValue((System.nanoTime() - sent) / 1000);
        calls.incrementAndGet();
      }
    }
  }

  private byte[] request(byte[] body) {
    byte[] length = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + length.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(length, 0, request, head.length, length.length);
    System.arraycopy(body, 0, request, head.length + length.length, body.length);
    return request;
  }
}
