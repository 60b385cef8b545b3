package dev.leadline.simulator.rest;

import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /composite/batch}: up to 25 independent requests, one after the other; each counts as a
 * call.
 */
final class Batch implements Resource {

  private static final int MOST = 25;
  private final Subrequests subrequests;

  Batch(Subrequests subrequests) {
    this.subrequests = subrequests;
  }

  @Override
  public Reply answer(Call call) {
    Sobjects.needs(call, "POST");
    Map<String, @Nullable Object> body = call.object();
    List<Subrequests.Packed> requests = requests(body);
    boolean halts = Collections.allOrNone(body.get("haltOnError"));
    boolean halted = false;
    boolean errors = false;
    List<Object> results = new ArrayList<>();
    for (Subrequests.Packed packed : requests) {
      Reply reply =
          halted
              ? Refusal.of(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request.")
                  .reply()
              : subrequests.run(call, packed, call.work());
      boolean failed = reply.status() >= 400 || reply.status() == 300;
      errors |= failed;
      halted |= failed && halts;
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("statusCode", reply.status());
      result.put("result", reply.body());
      results.add(result);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("hasErrors", errors);
    answer.put("results", results);
    return Reply.ok(answer).took(requests.size());
  }

  /** How many calls a batch counts as. */
  static int calls(@Nullable Object body) {
    return body instanceof Map<?, ?> map && map.get("batchRequests") instanceof List<?> list
        ? Math.max(1, list.size())
        : 1;
  }

  private static List<Subrequests.Packed> requests(Map<String, @Nullable Object> body) {
    if (!(body.get("batchRequests") instanceof List<?> list) || list.isEmpty()) {
      throw new BadJson("batchRequests is required and must be an array at [line:1, column:1]");
    }
    if (list.size() > MOST) {
      throw Refusal.of(
          400, "LIMIT_EXCEEDED", "Batch requests are limited to " + MOST + " subrequests");
    }
    List<Subrequests.Packed> requests = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> raw)) {
        throw new BadJson("each subrequest must be an object at [line:1, column:1]");
      }
      Map<String, @Nullable Object> map = Json.object(raw);
      if (!(map.get("method") instanceof String method)
          || !(map.get("url") instanceof String url)) {
        throw new BadJson("method and url are required in each subrequest at [line:1, column:1]");
      }
      requests.add(new Subrequests.Packed(method, url, map.get("richInput"), Map.of()));
    }
    return requests;
  }
}
