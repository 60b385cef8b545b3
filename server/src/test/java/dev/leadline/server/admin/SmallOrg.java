package dev.leadline.server.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** As much of an org as a verification asks for: sign-in, who we are, descriptions, users. */
final class SmallOrg implements AutoCloseable {
  static final String SECRET = "s3cret-of-the-app";

  private final HttpServer server;

  SmallOrg() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/services/oauth2/token", this::token);
    server.createContext(
        "/services/oauth2/userinfo",
        exchange ->
            answer(
                exchange,
                200,
                "{\"organization_id\":\"00Dsmall\",\"preferred_username\":\"leadline@small.example\"}"));
    describe("Lead", "FirstName,LastName,Company,Email,Title,Shoe_Size__c");
    describe("Contact", "FirstName,LastName,Email,Title");
    server.createContext("/services/data/v65.0/composite", this::composite);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (form.contains("client_secret=" + SECRET)) {
      answer(exchange, 200, "{\"access_token\":\"t\",\"instance_url\":\"" + url() + "\"}");
    } else {
      answer(
          exchange,
          400,
          "{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}");
    }
  }

  /** Every query finds nothing. */
  private void composite(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int parts = asked.split("\"referenceId\"", -1).length - 1;
    String nothing = "{\"httpStatusCode\":200,\"body\":{\"done\":true,\"records\":[]}}";
    answer(
        exchange,
        200,
        "{\"compositeResponse\":[" + String.join(",", Collections.nCopies(parts, nothing)) + "]}");
  }

  private void describe(String type, String fields) {
    String described =
        List.of(fields.split(",", -1)).stream()
            .map(name ->
                """
                {"name":"%s","label":"The %s","type":"string","length":80,"createable":true,\
                "updateable":true,"nillable":true}\
                """
                    .formatted(name, name))
            .collect(Collectors.joining(","));
    server.createContext(
        "/services/data/v65.0/sobjects/" + type + "/describe",
        exchange ->
            answer(
                exchange,
                200,
                "{\"createable\":true,\"updateable\":true,\"fields\":[" + described + "]}"));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Sforce-Limit-Info", "api-usage=120/15000");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
