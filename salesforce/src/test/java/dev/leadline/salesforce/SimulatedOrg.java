package dev.leadline.salesforce;

import dev.leadline.simulator.Options;
import dev.leadline.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A simulated org over the wire, and the people who work in it. */
final class SimulatedOrg implements OtherSide, AutoCloseable {
  private static final String CLIENT = "leadline";
  private static final String SECRET = "s3cret";

  private final Simulator simulator;
  private final HttpClient client = SalesforceRemote.newClient();
  private final SalesforceRemote remote;

  SimulatedOrg(String... declarations) {
    try {
      simulator = Simulator.start(Options.free().withApp(CLIENT, SECRET).declaring(declarations));
    } catch (Exception e) {
      throw new IllegalStateException("The simulated org does not start", e);
    }
    remote = connect(Map.of());
  }

  /** Another connection to the org, with settings of its own. */
  SalesforceRemote connect(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(settings());
    all.putAll(settings);
    return new SalesforceRemote(
        SalesforceSettings.of(all), new Credential(SECRET), client, InstantSource.system());
  }

  Map<String, String> settings() {
    return Map.of(
        SalesforceSettings.LOGIN_URL, simulator.rest(), SalesforceSettings.CLIENT_ID, CLIENT);
  }

  @Override
  public SalesforceRemote remote() {
    return remote;
  }

  @Override
  public String make(String type, Map<String, String> values) {
    return result(control("POST", "records", Map.of("object", type, "records", List.of(values))));
  }

  @Override
  public void edit(String id, Map<String, String> values) {
    Map<String, String> record = new LinkedHashMap<>(values);
    record.put("Id", id);
    result(control("PATCH", "records", Map.of("records", List.of(record))));
  }

  @Override
  public void delete(String id) {
    result(control("DELETE", "records", Map.of("ids", List.of(id))));
  }

  @Override
  public void tick() {
    control("POST", "clock", Map.of("advanceSeconds", 1));
  }

  /** Converts a lead; answers the contact's id. */
  String convert(String lead) {
    return control("POST", "convert", Map.of("lead", lead)).path("contactId").asString("");
  }

  /** Adds a user; answers the id. */
  String user(String username, String name) {
    return control(
            "POST", "users", Map.of("users", List.of(Map.of("username", username, "name", name))))
        .path("users")
        .path(0)
        .path("id")
        .asString("");
  }

  /** The first row that a query brings, as text. */
  String query(String soql) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    simulator.rest() + "/services/data/v65.0/query" + Soql.asParameter(soql)))
            .header("Authorization", "Bearer " + simulator.accessToken())
            .build();
    return send(request).path("records").path(0).toString();
  }

  /** Calls counted by the org since the last question. */
  long calls() {
    long calls = control("GET", "calls", Map.of()).path("total").asInt(0);
    control("DELETE", "calls", Map.of());
    return calls;
  }

  JsonNode control(String method, String path, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.control() + "/" + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(Http.JSON.writeValueAsBytes(body)))
            .build();
    return send(request);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + response.body());
      }
      return Http.JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }

  private static String result(JsonNode reply) {
    JsonNode result = reply.path("results").path(0);
    if (!result.path("success").asBoolean(false)) {
      throw new IllegalStateException(reply.toString());
    }
    return result.path("id").asString("");
  }
}
