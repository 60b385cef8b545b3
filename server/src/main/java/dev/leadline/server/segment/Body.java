package dev.leadline.server.segment;

import dev.leadline.server.segment.Refused.Why;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a call carries, unpacked. */
final class Body {
  private static final int FIRST_GUESS = 2048;

  private final byte[] bytes;
  private final int length;

  /** The array may be longer than the body, and becomes the body's own. */
  Body(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  static Body of(byte[] bytes) {
    return new Body(bytes, bytes.length);
  }

  int length() {
    return length;
  }

  JsonParser open(JsonFactory factory) {
    return factory.createParser(ObjectReadContext.empty(), bytes, 0, length);
  }

  /** Reads no more than the limit allows, whatever the headers claim. */
  static Body read(HttpServletRequest request, int limit) throws Refused, IOException {
    try {
      long announced = request.getContentLengthLong();
      if (announced > limit) {
        throw tooLarge(limit);
      }
      return isPacked(request.getHeader("Content-Encoding"))
          ? unpack(request, limit)
          : read(request.getInputStream(), announced < 0 ? FIRST_GUESS : (int) announced, limit);
    } catch (SocketTimeoutException e) {
      throw new Refused(Why.TOO_SLOW, "the body did not arrive in time");
    }
  }

  /** As text: what is not UTF-8 in it becomes U+FFFD. */
  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static Body unpack(HttpServletRequest request, int limit) throws Refused, IOException {
    try (GZIPInputStream unpacked = new GZIPInputStream(request.getInputStream())) {
      return read(unpacked, FIRST_GUESS, limit);
    } catch (ZipException | EOFException e) {
      throw new Refused(Why.MALFORMED, "the body is not what Content-Encoding says");
    }
  }

  private static Body read(InputStream in, int guess, int limit) throws Refused, IOException {
    // One byte more than announced, so that the end is found without growing.
    byte[] bytes = new byte[Math.min(guess, limit) + 1];
    int length = 0;
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes, length, bytes.length - length)) {
      length += n;
      if (length > limit) {
        throw tooLarge(limit);
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(2 * length, limit + 1));
      }
    }
    return withoutMark(bytes, length);
  }

  private static Body withoutMark(byte[] bytes, int length) {
    boolean marked =
        length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked
        ? new Body(Arrays.copyOfRange(bytes, 3, length), length - 3)
        : new Body(bytes, length);
  }

  private static boolean isPacked(@Nullable String encoding) throws Refused {
    if (encoding == null) {
      return false;
    }
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> true;
      case "", "identity" -> false;
      default -> throw new Refused(Why.MALFORMED, "Content-Encoding may only be gzip");
    };
  }

  private static Refused tooLarge(int limit) {
    return new Refused(Why.TOO_LARGE, "the body has more than " + limit + " bytes");
  }
}
