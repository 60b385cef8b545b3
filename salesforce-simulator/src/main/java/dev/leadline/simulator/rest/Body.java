package dev.leadline.simulator.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a request body whole, unpacked and within a limit. */
final class Body {

  /** The real limit of a REST request body. */
  private static final int MOST_BYTES = 50_000_000;

  private Body() {}

  static byte[] read(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    try (InputStream in = unpacked(request.getInputStream(), encoding == null ? "" : encoding)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Refusal.of(
            413,
            "REQUEST_ENTITY_TOO_LARGE",
            "the request body is larger than " + MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (ZipException e) {
      throw Refusal.badJson("the request body is not valid " + encoding);
    }
  }

  /** The request with its body unpacked while it is read. */
  static HttpServletRequest unpacked(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding == null) {
      return request;
    }
    InputStream plain = unpacked(request.getInputStream(), encoding);
    return new HttpServletRequestWrapper(request) {
      @Override
      public ServletInputStream getInputStream() {
        return new Plain(plain);
      }
    };
  }

  private static final class Plain extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    Plain(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      finished = next < 0;
      return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = in.read(into, from, length);
      finished = count < 0;
      return count;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("this body is read by waiting for it");
    }
  }

  private static InputStream unpacked(InputStream raw, String encoding) throws IOException {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> raw;
      case "gzip" -> new GZIPInputStream(raw);
      case "deflate" -> new InflaterInputStream(raw);
      default ->
          throw Refusal.of(
              415, "UNSUPPORTED_MEDIA_TYPE", "unsupported content encoding: " + encoding);
    };
  }
}
