package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.traffic.CallCounters;
import java.util.Locale;

/** Sends a call to the resource that its path names. */
final class Router implements Resource {

  private final Sobjects sobjects;
  private final Queries queries;
  private final Collections collections;
  private final Composite composite;
  private final Batch batch;
  private final Graph graph;
  private final Tree tree;
  private final Limits limits;
  private final Recent recent;

  Router(Org org, CallCounters counters) {
    Subrequests subrequests = new Subrequests(this);
    this.recent = new Recent(org);
    this.sobjects = new Sobjects(org, recent);
    this.queries = new Queries(org);
    this.collections = new Collections(org);
    this.composite = new Composite(org, subrequests);
    this.batch = new Batch(subrequests);
    this.graph = new Graph(org, subrequests);
    this.tree = new Tree(org);
    this.limits = new Limits(counters);
  }

  @Override
  public Reply answer(Call call) {
    return switch (call.at(0).toLowerCase(Locale.ROOT)) {
      case "sobjects" -> sobjects.answer(call);
      case "query", "queryall", "search" -> queries.answer(call);
      case "composite" -> composite(call);
      case "limits" -> limits.answer(call);
      case "recent" -> recent.answer(call);
      default -> throw Refusal.notFound();
    };
  }

  private Reply composite(Call call) {
    return switch (call.at(1).toLowerCase(Locale.ROOT)) {
      case "" -> composite.answer(call);
      case "sobjects" -> collections.answer(call);
      case "batch" -> batch.answer(call);
      case "graph" -> graph.answer(call);
      case "tree" -> tree.answer(call);
      default -> throw Refusal.notFound();
    };
  }
}
