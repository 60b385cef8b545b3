package dev.leadline.server.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a server on this machine that can be cut and mended. */
final class Line implements AutoCloseable {
  private final int target;
  private final ServerSocket listener;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  Line(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void cut() {
    cut = true;
    ends.forEach(Line::close);
    ends.clear();
  }

  void mend() {
    cut = false;
  }

  @Override
  public void close() {
    close(listener);
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The next caller may be luckier.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    ends.add(near);
    ends.add(far);
    if (cut) {
      close(near);
      return;
    }
    far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    Thread.ofVirtual().start(() -> pass(near, far));
    Thread.ofVirtual().start(() -> pass(far, near));
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end hung up, so the other does.
    }
  }

  private static void close(AutoCloseable end) {
    try {
      end.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
