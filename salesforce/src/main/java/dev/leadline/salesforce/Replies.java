package dev.leadline.salesforce;

import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Http.Reply;
import dev.leadline.salesforce.Wire.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the parts of a composite's reply. */
final class Replies {
  private Replies() {}

  /** The body of a part that must have succeeded. */
  static JsonNode body(JsonNode part) {
    Reply reply = reply(part);
    if (!reply.ok()) {
      throw StatusCodes.trouble(reply.status(), reply.code(), reply.message());
    }
    return reply.body();
  }

  static Reply reply(JsonNode part) {
    return new Reply(part.path("httpStatusCode").asInt(0), part.path("body"), Optional.empty());
  }

  /** The rows of a query's part, with those of its further pages. */
  static List<JsonNode> allRows(Wire wire, JsonNode part) {
    List<JsonNode> rows = new ArrayList<>();
    JsonNode page = body(part);
    page.path("records").forEach(rows::add);
    while (!page.path("done").asBoolean(true)) {
      String next = page.path("nextRecordsUrl").asString("");
      page = wire.must(Call.QUERY, new Part("GET", next, null));
      page.path("records").forEach(rows::add);
    }
    return rows;
  }
}
