package dev.leadline.salesforce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends one request and reads the reply as JSON; compressed both ways. */
final class Http {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WORTH_COMPRESSING = 1024;

  private final HttpClient client;

  Http(HttpClient client) {
    this.client = client;
  }

  /** A reply, whatever its status. */
  record Reply(int status, JsonNode body, Optional<String> limitInfo) {
    boolean ok() {
      return status >= 200 && status < 300;
    }

    /** The first error's code, as REST or as OAuth tells it, or the empty text. */
    String code() {
      return error().path("errorCode").asString(error().path("error").asString(""));
    }

    String message() {
      return error().path("message").asString(error().path("error_description").asString(""));
    }

    private JsonNode error() {
      return body.isArray() ? body.path(0) : body;
    }
  }

  Reply form(URI url, String form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(request);
  }

  Reply json(HttpRequest.Builder request, String method, @Nullable JsonNode body) {
    if (body == null) {
      return send(request.method(method, BodyPublishers.noBody()));
    }
    request.header("Content-Type", "application/json; charset=UTF-8");
    byte[] bytes = JSON.writeValueAsBytes(body);
    if (bytes.length > WORTH_COMPRESSING) {
      request.header("Content-Encoding", "gzip");
      bytes = compressed(bytes);
    }
    return send(request.method(method, BodyPublishers.ofByteArray(bytes)));
  }

  private Reply send(HttpRequest.Builder builder) {
    HttpRequest request =
        builder
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          read(response),
          response.headers().firstValue("Sforce-Limit-Info"));
    } catch (IOException e) {
      String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw StatusCodes.passing(request.uri().getHost() + " cannot be reached: " + said, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusCodes.passing("Stopped while calling " + request.uri().getHost(), e);
    }
  }

  /** What is no JSON, such as a proxy's error page, is kept as a text. */
  private static JsonNode read(HttpResponse<byte[]> response) throws IOException {
    boolean zipped = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    byte[] body = response.body();
    if (body.length == 0) {
      return JSON.missingNode();
    }
    try (InputStream raw = new ByteArrayInputStream(body);
        InputStream plain = zipped ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = plain.readAllBytes();
      try {
        return JSON.readTree(bytes);
      } catch (JacksonException e) {
        if (response.statusCode() < 300) {
          throw new IOException("the reply is no JSON", e);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return JSON.createObjectNode()
            .put("message", text.substring(0, Math.min(200, text.length())));
      }
    }
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
