package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.soql.Answer;
import dev.leadline.simulator.soql.Cursors;
import dev.leadline.simulator.soql.OrgView;
import dev.leadline.simulator.soql.Page;
import dev.leadline.simulator.soql.PageJson;
import dev.leadline.simulator.soql.Plan;
import dev.leadline.simulator.soql.Searching;
import dev.leadline.simulator.soql.Soql;
import dev.leadline.simulator.soql.SoqlError;
import dev.leadline.simulator.soql.Sosl;
import dev.leadline.simulator.wire.Streamed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /query}, {@code /queryAll}, their further pages, {@code explain}, and {@code /search}. */
final class Queries implements Resource {

  private static final int PAGE = 2_000;
  private static final int SMALLEST_PAGE = 200;
  private static final Duration CURSOR_LIFE = Duration.ofMinutes(15);
  private final Org org;
  private final Cursors cursors;

  Queries(Org org) {
    this.org = org;
    this.cursors = new Cursors(org.clock(), CURSOR_LIFE);
  }

  @Override
  public Reply answer(Call call) {
    Sobjects.needs(call, "GET");
    try {
      if (call.at(0).toLowerCase(Locale.ROOT).equals("search")) {
        return search(call);
      }
      return call.path().size() > 1 ? next(call) : first(call);
    } catch (SoqlError e) {
      throw Refusal.of(400, e.code(), e.getMessage());
    }
  }

  private Reply first(Call call) {
    String explain = call.query().get("explain");
    String soql = explain != null ? explain : call.query().get("q");
    if (soql == null || soql.isBlank()) {
      throw Refusal.of(400, "MALFORMED_QUERY", "A query string has to be specified");
    }
    Plan plan = Plan.of(view(call), Soql.parse(soql));
    if (explain != null) {
      return Reply.ok(explained(plan));
    }
    Answer answer = plan.run(call.at(0).equalsIgnoreCase("queryAll"));
    return page(call, cursors.open(call.userId(), answer, pageSize(call)));
  }

  private OrgView view(Call call) {
    return new OrgView(org, call.userId(), call.work().shared());
  }

  private Reply next(Call call) {
    return page(call, cursors.next(call.userId(), call.at(1)));
  }

  private Reply page(Call call, Page page) {
    Streamed body = out -> new PageJson(cursors, call.base()).write(out, page);
    return Reply.ok(body).took(page.to() - page.from());
  }

  private Reply search(Call call) {
    String sosl = call.query().get("q");
    if (sosl == null || sosl.isBlank()) {
      throw Refusal.of(400, "MALFORMED_SEARCH", "A search string has to be specified");
    }
    List<Answer.Rows> found = Searching.run(view(call), Sosl.parse(sosl));
    Streamed body =
        out -> new PageJson(cursors, call.base()).writeSearch(out, call.userId(), found);
    return Reply.ok(body);
  }

  private static int pageSize(Call call) {
    String wanted = CallOptions.value(call.header("Sforce-Query-Options"), "batchSize");
    if (wanted == null || !wanted.matches("\\d{1,6}")) {
      return PAGE;
    }
    return Math.clamp(Integer.parseInt(wanted), SMALLEST_PAGE, PAGE);
  }

  private static Map<String, Object> explained(Plan plan) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("cardinality", 1);
    one.put("fields", List.of());
    one.put("leadingOperationType", "TableScan");
    one.put("notes", List.of());
    one.put("relativeCost", 1.0);
    one.put("sobjectCardinality", 1);
    one.put("sobjectType", plan.shape().name());
    return Map.of("plans", List.of(one));
  }
}
