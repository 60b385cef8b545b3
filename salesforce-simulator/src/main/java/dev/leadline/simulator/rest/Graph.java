package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Transaction;
import dev.leadline.simulator.wire.BadJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /composite/graph}: graphs of row requests; each graph holds together, different graphs do
 * not.
 */
final class Graph implements Resource {

  private static final int MOST_NODES = 500;
  private static final int MOST_GRAPHS = 75;
  private static final int FIRST_VERSION = 50;
  private final Org org;
  private final Subrequests subrequests;

  Graph(Org org, Subrequests subrequests) {
    this.org = org;
    this.subrequests = subrequests;
  }

  private record One(String id, List<Composite.Named> nodes) {}

  @Override
  public Reply answer(Call call) {
    Sobjects.needs(call, "POST");
    if (call.versionNumber() < FIRST_VERSION) {
      throw Refusal.notFound();
    }
    List<Object> graphs = new ArrayList<>();
    int nodes = 0;
    for (One graph : read(call.object())) {
      graphs.add(run(call, graph));
      nodes += graph.nodes().size();
    }
    return Reply.ok(Map.of("graphs", graphs)).took(nodes);
  }

  private Map<String, Object> run(Call call, One graph) {
    List<Reply> replies = new ArrayList<>();
    int failed = -1;
    try (Transaction tx = org.begin(call.actor())) {
      References references = new References();
      Work together = new Work.Together(tx);
      for (Composite.Named node : graph.nodes()) {
        Reply reply = runOne(call, node, references, together);
        replies.add(reply);
        if (reply.failed()) {
          failed = replies.size() - 1;
          break;
        }
      }
      if (failed < 0) {
        tx.commit();
      }
    }
    List<Object> told = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Reply reply = failed < 0 || i == failed ? replies.get(i) : Composite.halted();
      told.add(Composite.json(graph.nodes().get(i), reply));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("graphId", graph.id());
    answer.put("graphResponse", Map.of("compositeResponse", told));
    answer.put("isSuccessful", failed < 0);
    return answer;
  }

  private Reply runOne(Call call, Composite.Named node, References references, Work work) {
    try {
      String url = references.fillText(node.packed().url());
      List<String> path = Subrequests.Route.of(url.replaceFirst("\\?.*$", "")).rest();
      if (path.isEmpty()
          || !path.getFirst().equalsIgnoreCase("sobjects")
          || path.size() > 4
          || path.size() < 2) {
        return Refusal.of(400, "INVALID_INPUT", "A graph holds requests on rows only: " + url)
            .reply();
      }
      Reply reply =
          subrequests.run(
              call,
              new Subrequests.Packed(
                  node.packed().method(),
                  url,
                  references.fill(node.packed().body()),
                  node.packed().headers()),
              work);
      references.remember(node.referenceId(), reply);
      return reply;
    } catch (References.Unknown e) {
      return Refusal.of(400, "PROCESSING_HALTED", String.valueOf(e.getMessage())).reply();
    }
  }

  private static List<One> read(Map<String, @Nullable Object> body) {
    if (!(body.get("graphs") instanceof List<?> list) || list.isEmpty()) {
      throw new BadJson("graphs is required and must be an array at [line:1, column:1]");
    }
    List<One> graphs = new ArrayList<>();
    int nodes = 0;
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> raw)
          || !(raw.get("compositeRequest") instanceof List<?> requests)
          || !(raw.get("graphId") instanceof String id)) {
        throw new BadJson(
            "each graph needs a graphId and a compositeRequest at [line:1, column:1]");
      }
      graphs.add(new One(id, requests.stream().map(Composite::one).toList()));
      nodes += requests.size();
    }
    if (nodes > MOST_NODES || graphs.size() > MOST_GRAPHS) {
      throw Refusal.of(
          400,
          "LIMIT_EXCEEDED",
          "A request holds at most " + MOST_GRAPHS + " graphs and " + MOST_NODES + " nodes");
    }
    return graphs;
  }
}
