package dev.leadline.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * A closed load: each connection sends its next call when the last one is answered. One thread for
 * all of them, for it shares the machine with what it measures.
 */
final class Load {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration RAMP = Duration.ofSeconds(5);

  /**
   * What a load measured.
   *
   * @param calls answered with 200 after the ramp
   * @param seconds from the end of the ramp to the last call answered
   * @param micros their latencies in microseconds
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
   * Sends for as long as said, after a ramp whose calls do not count: with each load both processes
   * open connections and compile anew.
   *
   * @param body the body of the n-th call; asked once for each n
   * @throws IllegalStateException when a call is answered with anything but 200
   */
  Result run(int connections, Duration length, LongFunction<byte[]> body) throws IOException {
    Histogram micros = new Histogram(PATIENCE.multipliedBy(2).toNanos() / 1000, 3);
    long next = 0;
    long begin = System.nanoTime() + RAMP.toNanos();
    long end = begin + length.toNanos();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector).send(request(body.apply(next++)));
      }
      for (int open = connections; open > 0; ) {
        if (selector.select(PATIENCE.toMillis()) == 0) {
          throw new IllegalStateException(open + " calls are not answered");
        }
        for (SelectionKey key : selector.selectedKeys()) {
          Conversation conversation = (Conversation) key.attachment();
          if (!conversation.goOn()) {
            continue;
          }
          long now = System.nanoTime();
          if (now >= begin) {
            micros.recordValue((now - conversation.sentAt()) / 1000);
          }
          if (now < end) {
            conversation.send(request(body.apply(next++)));
          } else {
            key.channel().close();
            open--;
          }
        }
        selector.selectedKeys().clear();
      }
    }
    return new Result(micros.getTotalCount(), (System.nanoTime() - begin) / 1e9, micros);
  }

  private Conversation connect(Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(hub);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Conversation conversation = new Conversation(channel, key);
    key.attach(conversation);
    return conversation;
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
