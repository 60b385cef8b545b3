package dev.leadline.simulator;

import dev.leadline.simulator.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A plain HTTP client of a running org. */
public final class Caller implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final @Nullable String token;

  public Caller(String url, @Nullable String token) {
    this.url = url;
    this.token = token;
  }

  /** A reply with its body as a tree, or null where there is none. */
  public record Told(HttpResponse<byte[]> http, @Nullable Object body) {

    public int status() {
      return http.statusCode();
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    /** The value at a path such as {@code records.0.Email}. */
    public @Nullable Object at(String path) {
      Object now = body;
      for (String step : path.split("\\.", -1)) {
        if (now instanceof List<?> list) {
          now = list.get(Integer.parseInt(step));
        } else if (now instanceof Map<?, ?> map) {
          now = map.get(step);
        } else {
          return null;
        }
      }
      return now;
    }

    /** The list at a path; an empty path is the body itself. */
    public List<@Nullable Object> list(String path) {
      Object found = path.isEmpty() ? body : at(path);
      return found instanceof List<?> list ? new java.util.ArrayList<>(list) : List.of();
    }

    /** One value of each object in the list at a path. */
    public List<String> each(String path, String name) {
      return list(path).stream()
          .map(item -> item instanceof Map<?, ?> map ? String.valueOf(map.get(name)) : "")
          .toList();
    }

    public String text(String path) {
      return String.valueOf(at(path));
    }
  }

  public Told call(String method, String path, @Nullable Object body, String... headers) {
    String type = path.startsWith("/control") || body != null ? "application/json" : null;
    byte[] bytes = body == null ? new byte[0] : Json.text(body).getBytes(StandardCharsets.UTF_8);
    return send(method, path, bytes, type, headers);
  }

  public Told get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Told query(String soql) {
    return get("/services/data/v65.0/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
  }

  public Told form(String path, Map<String, String> fields, String... headers) {
    String text =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        text.getBytes(StandardCharsets.UTF_8),
        "application/x-www-form-urlencoded",
        headers);
  }

  public Told send(
      String method, String path, byte[] body, @Nullable String type, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (token != null && !path.startsWith("/control")) {
      request.header("Authorization", "Bearer " + token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      byte[] plain = unpacked(response);
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Told(response, json && plain.length > 0 ? Json.read(plain) : null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
    if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      return response.body();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    }
  }

  /** Creates a record and returns its id. */
  public String create(String object, Map<String, ?> values) {
    Told told = call("POST", "/services/data/v65.0/sobjects/" + object, values);
    if (told.status() != 201) {
      throw new AssertionError("not created: " + told.body());
    }
    return Objects.requireNonNull(told.at("id")).toString();
  }

  @Override
  public void close() {
    http.close();
  }
}
