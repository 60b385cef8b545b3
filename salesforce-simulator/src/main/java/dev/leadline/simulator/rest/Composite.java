package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Transaction;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /composite}: up to 25 requests in one call, of which five may be queries or collections.
 */
final class Composite implements Resource {

  private static final int MOST = 25;
  private static final int MOST_WIDE = 5;
  private final Org org;
  private final Subrequests subrequests;

  Composite(Org org, Subrequests subrequests) {
    this.org = org;
    this.subrequests = subrequests;
  }

  /** A subrequest with the name by which others refer to it. */
  record Named(String referenceId, Subrequests.Packed packed) {}

  @Override
  public Reply answer(Call call) {
    if (call.is("GET")) {
      return Reply.ok(resources(call));
    }
    Sobjects.needs(call, "POST");
    Map<String, @Nullable Object> body = call.object();
    List<Named> named = named(body);
    if (!Collections.allOrNone(body.get("allOrNone"))) {
      List<Object> replies = new ArrayList<>();
      References references = new References();
      int records = 0;
      for (Named one : named) {
        Reply reply = runOne(call, one, references, call.work());
        records += reply.records();
        replies.add(json(one, reply));
      }
      return Reply.ok(Map.of("compositeResponse", replies)).took(records);
    }
    return allOrNone(call, named);
  }

  private Reply allOrNone(Call call, List<Named> named) {
    Transaction outer = call.work().shared();
    if (outer != null) {
      throw Refusal.of(400, "INVALID_INPUT", "A composite request cannot stand within another");
    }
    List<Reply> replies = new ArrayList<>();
    int failed = -1;
    try (Transaction tx = org.begin(call.actor())) {
      References references = new References();
      Work together = new Work.Together(tx);
      for (Named one : named) {
        Reply reply = runOne(call, one, references, together);
        replies.add(reply);
        if (failedIn(reply)) {
          failed = replies.size() - 1;
          break;
        }
      }
      if (failed < 0) {
        tx.commit();
      }
    }
    List<Object> told = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      told.add(json(named.get(i), failed < 0 || i == failed ? replies.get(i) : halted()));
    }
    return Reply.ok(Map.of("compositeResponse", told)).took(named.size());
  }

  /** A collection tells of failed records within a reply of 200. */
  private static boolean failedIn(Reply reply) {
    if (reply.status() >= 400 || reply.status() == 300) {
      return true;
    }
    return reply.body() instanceof List<?> list
        && list.stream()
            .anyMatch(
                row -> row instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("success")));
  }

  private Reply runOne(Call call, Named one, References references, Work work) {
    try {
      Subrequests.Packed packed =
          new Subrequests.Packed(
              one.packed().method(),
              references.fillText(one.packed().url()),
              references.fill(one.packed().body()),
              one.packed().headers());
      Reply reply = subrequests.run(call, packed, work);
      references.remember(one.referenceId(), reply);
      return reply;
    } catch (References.Unknown e) {
      return Refusal.of(400, "PROCESSING_HALTED", String.valueOf(e.getMessage())).reply();
    }
  }

  static Reply halted() {
    return Refusal.of(
            400,
            "PROCESSING_HALTED",
            "The transaction was rolled back since another operation in the same transaction failed.")
        .reply();
  }

  static Map<String, @Nullable Object> json(Named one, Reply reply) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("body", reply.body());
    json.put("httpHeaders", reply.headers());
    json.put("httpStatusCode", reply.status());
    json.put("referenceId", one.referenceId());
    return json;
  }

  private static List<Named> named(Map<String, @Nullable Object> body) {
    if (!(body.get("compositeRequest") instanceof List<?> list) || list.isEmpty()) {
      throw new BadJson("compositeRequest is required and must be an array at [line:1, column:1]");
    }
    if (list.size() > MOST) {
      throw Refusal.of(
          400, "LIMIT_EXCEEDED", "Composite Request exceeded maximum subrequests limit: " + MOST);
    }
    List<Named> named = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int wide = 0;
    for (Object item : list) {
      Named one = one(item);
      if (!seen.add(one.referenceId())) {
        throw Refusal.of(
            400,
            "INVALID_INPUT",
            "Provided referenceId ('" + one.referenceId() + "') is not unique.");
      }
      wide += isWide(one.packed()) ? 1 : 0;
      named.add(one);
    }
    if (wide > MOST_WIDE) {
      throw Refusal.of(
          400,
          "LIMIT_EXCEEDED",
          "Composite Request exceeded maximum query and sObject collection subrequests limit: "
              + MOST_WIDE);
    }
    return named;
  }

  static Named one(@Nullable Object item) {
    if (!(item instanceof Map<?, ?> raw)) {
      throw new BadJson("each subrequest must be an object at [line:1, column:1]");
    }
    Map<String, @Nullable Object> map = Json.object(raw);
    String url = text(map, "url");
    String referenceId = text(map, "referenceId");
    if (!referenceId.matches("[A-Za-z][A-Za-z0-9_]{0,254}")) {
      throw Refusal.of(
          400,
          "INVALID_INPUT",
          "Provided referenceId ('"
              + referenceId
              + "') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    if (map.get("httpHeaders") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    }
    return new Named(
        referenceId, new Subrequests.Packed(text(map, "method"), url, map.get("body"), headers));
  }

  private static String text(Map<String, @Nullable Object> map, String name) {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new BadJson(name + " is required in each subrequest at [line:1, column:1]");
  }

  private static boolean isWide(Subrequests.Packed packed) {
    String url = packed.url().toLowerCase(Locale.ROOT);
    return url.contains("/query") || url.contains("/composite/sobjects") || url.contains("/search");
  }

  private static Map<String, String> resources(Call call) {
    Map<String, String> resources = new LinkedHashMap<>();
    for (String name : List.of("tree", "graph", "batch", "sobjects")) {
      resources.put(name, call.base() + "/composite/" + name);
    }
    return resources;
  }
}
