package dev.leadline.server.segment;

import dev.leadline.server.TestHub;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls as Segment's clients make them. */
record Door(TestHub hub) {
  /** With the write key of the test source. */
  HttpResponse<String> post(String path, String body) {
    return hub.send(named(raw(path, body)));
  }

  HttpRequest.Builder raw(String path, String body) {
    return request(path, BodyPublishers.ofString(body));
  }

  HttpRequest.Builder request(String path, BodyPublisher body) {
    return HttpRequest.newBuilder(hub.uri(path)).POST(body);
  }

  HttpRequest.Builder named(HttpRequest.Builder request) {
    return request.header("Authorization", basic(hub.writeKey() + ":"));
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
