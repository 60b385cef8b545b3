package dev.leadline.salesforce;

import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Http.Reply;
import dev.leadline.salesforce.Tokens.Token;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the org's REST API: signed in, counted, and again once when the session has ended. */
final class Wire {
  private static final String AUTO_ASSIGN = "Sforce-Auto-Assign";
  private static final String DUPLICATE_RULE = "Sforce-Duplicate-Rule-Header";

  private final SalesforceSettings settings;
  private final Http http;
  private final Tokens tokens;
  private final ApiUse use;

  Wire(SalesforceSettings settings, Http http, Tokens tokens, ApiUse use) {
    this.settings = settings;
    this.http = http;
    this.tokens = tokens;
    this.use = use;
  }

  /** A request to be made part of a composite. */
  record Part(String method, String path, @Nullable JsonNode body) {}

  /** The path of a resource of the API version in use. */
  String data(String resource) {
    return "/services/data/v" + settings.apiVersion() + resource;
  }

  /** The reply, whatever its status. */
  Reply send(Call call, Part part) {
    Token token = tokens.current();
    Reply reply = once(call, part, token);
    return reply.status() == 401 ? once(call, part, tokens.renew(token)) : reply;
  }

  /** The reply's body; throws where the call was refused as a whole. */
  JsonNode must(Call call, Part part) {
    Reply reply = send(call, part);
    if (!reply.ok()) {
      throw StatusCodes.trouble(reply.status(), reply.code(), reply.message());
    }
    return reply.body();
  }

  /** Sends independent parts as one call; answers each part's result, in order. */
  JsonNode composite(Call call, Iterable<Part> parts) {
    ObjectNode body = Http.JSON.createObjectNode();
    body.put("allOrNone", false);
    body.put("collateSubrequests", false);
    ArrayNode requests = body.putArray("compositeRequest");
    for (Part part : parts) {
      ObjectNode request = requests.addObject();
      request.put("method", part.method());
      request.put("url", part.path());
      request.put("referenceId", "part" + requests.size());
      if (part.body() != null) {
        request.set("body", part.body());
        request
            .putObject("httpHeaders")
            .put(AUTO_ASSIGN, "FALSE")
            .put(DUPLICATE_RULE, duplicateRule());
      }
    }
    JsonNode reply = must(call, new Part("POST", data("/composite"), body));
    JsonNode results = reply.path("compositeResponse");
    if (results.size() != requests.size()) {
      throw StatusCodes.nonsense(
          "A composite of %d parts was answered with %d".formatted(requests.size(), results.size()),
          new IllegalStateException("composite"));
    }
    return results;
  }

  private Reply once(Call call, Part part, Token token) {
    use.count(call);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(token.instance() + part.path()))
            .header("Authorization", "Bearer " + token.text())
            .header(AUTO_ASSIGN, "FALSE")
            .header(DUPLICATE_RULE, duplicateRule())
            .header("Sforce-Call-Options", "client=Leadline");
    Reply reply = http.json(request, part.method(), part.body());
    reply.limitInfo().ifPresent(use::note);
    return reply;
  }

  private String duplicateRule() {
    return "allowSave=" + settings.allowDuplicates();
  }
}
