package dev.leadline.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated org as its own people use it: records made, looked for and edited by hand. */
final class Org {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 500;

  private final HttpClient client;
  private final SimulatedOrg.Address address;

  Org(HttpClient client, SimulatedOrg.Address address) {
    this.client = client;
    this.address = address;
  }

  /** Makes users who may own records; answers username → id. */
  JsonNode addUsers(List<Map<String, Object>> users) throws IOException, InterruptedException {
    return control("POST", "/users", Map.of("users", users)).path("users");
  }

  /** Makes records; answers their ids in the same order. */
  List<String> add(String object, List<Map<String, Object>> records)
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>(records.size());
    for (int from = 0; from < records.size(); from += MOST_AT_ONCE) {
      List<Map<String, Object>> some =
          records.subList(from, Math.min(from + MOST_AT_ONCE, records.size()));
      JsonNode told = control("POST", "/records", Map.of("object", object, "records", some));
      for (JsonNode result : told.path("results")) {
        require(result.path("success").asBoolean(false), "making a " + object, result.toString());
        ids.add(result.path("id").asString(""));
      }
    }
    return ids;
  }

  /** Edits a record as one of the org's users. */
  void edit(String user, String id, Map<String, Object> values)
      throws IOException, InterruptedException {
    Map<String, Object> record = new LinkedHashMap<>(values);
    record.put("Id", id);
    JsonNode told = control("PATCH", "/records", Map.of("as", user, "records", List.of(record)));
    JsonNode result = told.path("results").path(0);
    require(result.path("success").asBoolean(false), "editing " + id, result.toString());
  }

  /** The records that a query finds. */
  JsonNode query(String soql) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(soql, StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(address.rest() + "/services/data/v65.0/query?q=" + encoded))
            .header("Authorization", "Bearer " + address.accessToken());
    return send(request, "the query").path("records");
  }

  private JsonNode control(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.control() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return send(request, method + " " + path);
  }

  private JsonNode send(HttpRequest.Builder request, String what)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    require(answer.statusCode() == 200, what, answer.body());
    return JSON.readTree(answer.body());
  }

  private static void require(boolean fine, String what, String told) throws IOException {
    if (!fine) {
      throw new IOException("The simulated org refused " + what + ": " + told);
    }
  }
}
