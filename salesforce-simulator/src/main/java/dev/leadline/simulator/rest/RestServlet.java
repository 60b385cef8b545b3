package dev.leadline.simulator.rest;

import dev.leadline.simulator.auth.OAuthServlet;
import dev.leadline.simulator.auth.Session;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.bulk.Bulk;
import dev.leadline.simulator.bulk.Caller;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.traffic.Fault;
import dev.leadline.simulator.traffic.LongRunning;
import dev.leadline.simulator.traffic.Traffic;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at {@code /services/data}: authenticates, counts, breaks where a fault says so, and
 * answers.
 */
public final class RestServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);

  /** For the URI alone and for the URI with all headers; source: help article 000386264. */
  private static final int LONGEST_HEAD = 16_384;

  /** What stands around a header: colon and blank before its value, the line end after it. */
  private static final int AROUND_HEADER = 4;

  private final transient Org org;
  private final transient Sessions sessions;
  private final transient Traffic traffic;
  private final transient Resource router;
  private final transient Replies replies;
  private final transient Bulk bulk;

  public RestServlet(Org org, Sessions sessions, Traffic traffic, Bulk bulk) {
    this.org = org;
    this.sessions = sessions;
    this.traffic = traffic;
    this.router = new Router(org, traffic.counters());
    this.replies = new Replies(traffic);
    this.bulk = bulk;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long start = System.nanoTime();
    Exchange exchange = new Exchange(request, response, start);
    Optional<Fault> fault = traffic.faults().strike(request.getMethod(), request.getRequestURI());
    if (fault.isPresent() && Breaking.insteadOfWork(fault.get(), exchange, replies)) {
      return;
    }
    LongRunning.Running running = traffic.longRunning().start();
    try {
      Reply reply = answer(exchange);
      if (fault.isPresent() && fault.get().kind() == Fault.Kind.CUT) {
        Breaking.cut(exchange, replies);
        return;
      }
      if (exchange.isAnswered()) {
        replies.log(exchange, exchange.response().getStatus(), "");
      } else {
        replies.send(exchange, reply);
      }
    } finally {
      running.close();
    }
  }

  private Reply answer(Exchange exchange) throws IOException {
    try {
      return serve(exchange);
    } catch (Refusal e) {
      return e.reply();
    } catch (Upserts.Choices e) {
      return e.reply();
    } catch (BadJson e) {
      return Refusal.badJson(e.text()).reply();
    } catch (RuntimeException e) {
      LOG.error(
          "{} {} failed in a way that the real org would not",
          exchange.request().getMethod(),
          exchange.request().getRequestURI(),
          e);
      return Refusal.of(
              500,
              "UNKNOWN_EXCEPTION",
              "An unexpected error occurred. Please include this ErrorId if you contact support: "
                  + Long.toHexString(exchange.start()))
          .reply();
    }
  }

  private Reply serve(Exchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    checkSize(request);
    Subrequests.Route route = Subrequests.Route.of(request.getRequestURI());
    String version = route.ownVersion();
    if (version == null) {
      if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
        throw Refusal.notAllowed(request.getMethod(), "HEAD,GET");
      }
      return Reply.ok(Versions.all());
    }
    if (!Versions.isKnown(version.toLowerCase(Locale.ROOT))) {
      throw Refusal.notFound();
    }
    Session session = sessions.find(OAuthServlet.bearer(request));
    if (session == null) {
      throw Refusal.noSession();
    }
    if (!session.reachesData()) {
      throw Refusal.of(
          401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");
    }
    exchange.session(session);
    checkLimits();
    if (route.rest().size() > 1 && route.rest().getFirst().equalsIgnoreCase("jobs")) {
      return bulk(exchange, route, session);
    }
    byte[] body = hasBody(request) ? Body.read(request) : new byte[0];
    Call call = call(exchange, route, session, body);
    count(exchange, call, body);
    if (call.path().isEmpty()) {
      Sobjects.needs(call, "GET");
      return Reply.ok(
          Versions.resources(call, OAuthServlet.ownUrl(request), sessions.organizationId()));
    }
    return router.answer(call);
  }

  /** Jobs read and write whole files, so they are given the request and the response themselves. */
  private Reply bulk(Exchange exchange, Subrequests.Route route, Session session)
      throws IOException {
    List<String> path = route.rest().subList(1, route.rest().size());
    exchange.counted(1);
    traffic.counters().count(exchange.request().getMethod() + " jobs/" + path.getFirst(), 1);
    Replies.holdBack(traffic.latency().of(1));
    exchange.response().setHeader("Sforce-Limit-Info", replies.usage());
    exchange.answered();
    bulk.serve(
        new Caller(
            session.userId(),
            route.version("65.0"),
            CallOptions.client(exchange.request().getHeader("Sforce-Call-Options"))),
        path,
        Body.unpacked(exchange.request()),
        exchange.response());
    return Reply.empty(exchange.response().getStatus());
  }

  private static void checkSize(HttpServletRequest request) {
    String query = request.getQueryString();
    int uri = request.getRequestURI().length() + (query == null ? 0 : query.length() + 1);
    if (uri > LONGEST_HEAD) {
      throw Refusal.of(414, "URI_TOO_LONG", "The URI is longer than " + LONGEST_HEAD + " bytes");
    }
    int head = uri;
    for (String name : java.util.Collections.list(request.getHeaderNames())) {
      for (String value : java.util.Collections.list(request.getHeaders(name))) {
        head += name.length() + value.length() + AROUND_HEADER;
      }
    }
    if (head > LONGEST_HEAD) {
      throw Refusal.of(
          431,
          "REQUEST_HEADER_FIELDS_TOO_LARGE",
          "The URI and headers are longer than " + LONGEST_HEAD + " bytes");
    }
  }

  private void checkLimits() {
    if (traffic.counters().exhausted()) {
      throw Refusal.of(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
    if (!traffic.longRunning().admits()) {
      throw Refusal.of(
          403,
          "REQUEST_LIMIT_EXCEEDED",
          "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
    }
  }

  private void count(Exchange exchange, Call call, byte[] body) {
    String area = call.at(0).toLowerCase(Locale.ROOT);
    String part = call.at(1).toLowerCase(Locale.ROOT);
    boolean batch = area.equals("composite") && part.equals("batch");
    String kind =
        switch (area) {
          case "" -> "resources";
          case "composite" -> part.isEmpty() ? "composite" : "composite/" + part;
          case "sobjects" -> sobjectsKind(call);
          default -> area;
        };
    int calls = 1;
    if (batch) {
      try {
        calls = Batch.calls(Json.read(body));
      } catch (BadJson e) {
        calls = 1;
      }
    }
    exchange.counted(calls);
    traffic.counters().count(call.method() + " " + kind, calls);
  }

  private static String sobjectsKind(Call call) {
    String name = call.at(2).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "describe", "updated", "deleted" -> "sobjects/" + name;
      default -> call.path().size() == 4 ? "sobjects/key" : "sobjects";
    };
  }

  private Call call(Exchange exchange, Subrequests.Route route, Session session, byte[] body) {
    HttpServletRequest request = exchange.request();
    Map<String, String> headers = new TreeMap<>();
    for (String name : java.util.Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    String queryString = request.getQueryString();
    Map<String, String> query = queryString == null ? Map.of() : Subrequests.query(queryString);
    String method = request.getMethod().toUpperCase(Locale.ROOT);
    String instead = query.get("_HttpMethod");
    List<String> path = route.rest();
    return new Call(
        method.equals("POST") && instead != null ? instead.toUpperCase(Locale.ROOT) : method,
        path,
        query,
        headers,
        new Once(request, body)::read,
        session,
        route.version("65.0"),
        new Work.Alone(org));
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() != 0
        && !request.getMethod().equals("GET")
        && !request.getMethod().equals("HEAD");
  }

  /** Parses the body when it is first asked for. */
  private static final class Once {
    private final HttpServletRequest request;
    private final byte[] body;
    private boolean parsed;
    private @Nullable Object tree;

    Once(HttpServletRequest request, byte[] body) {
      this.request = request;
      this.body = body;
    }

    @Nullable Object read() {
      if (!parsed) {
        String type = request.getContentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
          throw Refusal.of(
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "Content-Type header specified in HTTP request is not supported: " + type);
        }
        tree = Json.read(body);
        parsed = true;
      }
      return tree;
    }
  }
}
