package dev.leadline.simulator.bulk;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** The door of the room: serves every call under {@code /jobs}. */
public final class Bulk implements AutoCloseable {
  private final Spool spool = new Spool();
  private final IngestCalls ingest;
  private final QueryCalls query;

  /**
   * @param worker carries jobs out; a job is one task
   */
  public Bulk(Org org, Executor worker) {
    Jobs jobs = new Jobs(org.clock(), spool);
    this.ingest = new IngestCalls(org, jobs, spool, worker);
    this.query = new QueryCalls(org, jobs, spool, worker);
  }

  /**
   * Answers one call.
   *
   * @param path the parts after {@code /services/data/vNN.0/jobs}
   */
  public void serve(
      Caller caller, List<String> path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Exchange exchange = new Exchange(caller, path, request, response);
      switch (exchange.at(0)) {
        case "ingest" -> ingest.serve(exchange);
        case "query" -> query.serve(exchange);
        default -> throw BulkError.notFound();
      }
    } catch (BulkError refused) {
      refuse(response, refused);
    } catch (BadJson bad) {
      refuse(response, new BulkError(400, "JSON_PARSER_ERROR", bad.text()));
    }
  }

  private static void refuse(HttpServletResponse response, BulkError refused) throws IOException {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("errorCode", refused.code());
    error.put("message", refused.text());
    response.setStatus(refused.status());
    response.setContentType("application/json;charset=UTF-8");
    Json.write(List.of(error), response.getOutputStream(), false);
  }

  /** Removes all files. */
  @Override
  public void close() {
    spool.close();
  }
}
