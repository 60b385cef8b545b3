package dev.leadline.journey;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Salesforce org as a salesperson's own tools see it: REST and a token. */
final class Org {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String url;
  private final String token;

  Org(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** The lead with this email, with these fields beside its Id. */
  Optional<JsonNode> lead(String email, String... fields) {
    String columns = fields.length == 0 ? "" : ", " + String.join(", ", fields);
    String soql = "SELECT Id%s FROM Lead WHERE Email = '%s'".formatted(columns, email);
    JsonNode records =
        send("GET", "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8), Map.of())
            .get("records");
    if (records.size() > 1) {
      throw new AssertionError(records.size() + " leads have the email " + email);
    }
    return records.isEmpty() ? Optional.empty() : Optional.of(records.get(0));
  }

  /** Every lead's Id and email, as one page of a query holds them. */
  List<JsonNode> leads() {
    JsonNode page = send("GET", "/query?q=SELECT+Id,+Email+FROM+Lead", Map.of());
    if (!page.get("done").asBoolean()) {
      throw new AssertionError("there are more leads than one page holds");
    }
    return page.get("records").valueStream().toList();
  }

  /** Creates a contact and answers its Id. */
  String createContact(Map<String, String> values) {
    return send("POST", "/sobjects/Contact", values).get("id").asString();
  }

  String contact(String id, String field) {
    JsonNode value = send("GET", "/sobjects/Contact/" + id + "?fields=" + field, Map.of());
    return value.get(field).asString("");
  }

  void editLead(String id, Map<String, String> values) {
    send("PATCH", "/sobjects/Lead/" + id, values);
  }

  private JsonNode send(String method, String path, Map<String, String> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/services/data/v65.0" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + " answered " + response.body());
      }
      return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("The org does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
