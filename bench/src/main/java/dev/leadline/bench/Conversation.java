package dev.leadline.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a load, with at most one call on its way. */
final class Conversation {
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_ANSWER = 16 * 1024;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long sentAt;

  Conversation(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  /** When the call on its way was sent, by {@link System#nanoTime}. */
  long sentAt() {
    return sentAt;
  }

  void send(byte[] call) throws IOException {
    answer.clear();
    request = ByteBuffer.wrap(call);
    sentAt = System.nanoTime();
    write();
  }

  /**
   * Writes and reads what the connection is ready for.
   *
   * @return whether the call is answered
   * @throws IllegalStateException when it is answered with anything but 200
   */
  boolean goOn() throws IOException {
    if (request.hasRemaining()) {
      write();
    }
    if (!key.isReadable()) {
      return false;
    }
    if (channel.read(answer) < 0) {
      throw new EOFException("the connection was cut");
    }
    return isAnswered();
  }

  private void write() throws IOException {
    channel.write(request);
    key.interestOps(
        request.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  private boolean isAnswered() {
    int head = endOfHead();
    if (head < 0) {
      return false;
    }
    if (!matches(OK, 0)) {
      throw new IllegalStateException(
          "answered " + new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
    }
    return answer.position() >= head + bodyLength(head);
  }

  private int endOfHead() {
    byte[] bytes = answer.array();
    for (int i = 3; i < answer.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int bodyLength(int head) {
    for (int i = 0; i < head - LENGTH.length; i++) {
      if (answer.get(i) == '\n' && matches(LENGTH, i + 1)) {
        int length = 0;
        for (int at = i + 1 + LENGTH.length; answer.get(at) != '\r'; at++) {
          int digit = answer.get(at) - '0';
          length = digit < 0 ? length : length * 10 + digit;
        }
        return length;
      }
    }
    throw new IllegalStateException("answered without a Content-Length");
  }

  /** Whether the text is there, in any case. */
  private boolean matches(byte[] text, int at) {
    for (int i = 0; i < text.length; i++) {
      if (at + i >= answer.position() || lower(answer.get(at + i)) != lower(text[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }
}
