package dev.leadline.server.segment;

import dev.leadline.ingest.Ingest;
import dev.leadline.ingest.Ingest.NotKept;
import dev.leadline.ingest.Signal;
import dev.leadline.server.segment.SegmentCounts.Answer;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Takes Segment's calls below {@code /v1}. A plain servlet, as this is the hottest path: neither
 * Spring MVC nor the security chain stands before it.
 *
 * <p>Clients forget an event at any 4xx but 408 and 429. So what is our own trouble is always 503,
 * and 200 is said only when the events are durable.
 */
public final class SegmentDoor extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger log = LoggerFactory.getLogger(SegmentDoor.class);

  /** Set on a request that was answered 200: the access log need not tell of it. */
  public static final String USUAL = "leadline.usual";

  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final String RETRY_SECONDS = "5";

  private final transient Ingest ingest;
  private final transient SegmentSettings settings;
  private final transient WriteKeys keys;
  private final transient ToSignals toSignals;
  private final transient SegmentCounts counts;
  private final transient InstantSource clock;

  public SegmentDoor(
      Ingest ingest,
      Sources sources,
      SegmentSettings settings,
      SegmentCounts counts,
      InstantSource clock) {
    this.ingest = ingest;
    this.settings = settings;
    this.keys = new WriteKeys(sources::byWriteKey, clock);
    Quarantine quarantine =
        new Quarantine(
            settings.quarantinePerMinute(),
            counts,
            until ->
                log.warn(
                    "Many events have an unknown write key; until {} no more of them are kept",
                    until));
    this.toSignals = new ToSignals(keys, settings.unknownKeys(), quarantine);
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    Route route = Route.of(request.getPathInfo());
    if (route == null) {
      refuse(response, 404, "not_found", "there is no such path");
      return;
    }
    switch (request.getMethod()) {
      case "POST" -> answer(route, request, response);
      case "HEAD" -> response.setStatus(200);
      case "OPTIONS" -> preflight(response);
      default -> {
        response.setHeader("Allow", "POST, HEAD, OPTIONS");
        refuse(response, 405, "method_not_allowed", "only POST is taken here");
      }
    }
  }

  private void answer(Route route, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      take(route, request);
      succeed(request, response);
    } catch (Refused e) {
      counts.answered(Answer.valueOf(e.why().name()));
      refuse(response, e.why().status(), e.why().code(), e.text());
    } catch (NotKept e) {
      comeBack(response, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      comeBack(response, "shutting down");
    } catch (RuntimeException e) {
      log.error("A call could not be taken; its sender is told to send it again", e);
      comeBack(response, "out of order");
    }
  }

  /** Read, tell whose it is, make durable. */
  private void take(Route route, HttpServletRequest request)
      throws Refused, NotKept, InterruptedException, IOException {
    switch (route) {
      case Route.One(String type) -> {
        Body body = Body.read(request, settings.eventBytes());
        keep(request, body, ReadCall.one(body, type));
      }
      case Route.Batch() -> {
        Body body = Body.read(request, settings.batchBytes());
        keep(request, body, ReadCall.batch(body, settings));
      }
      case Route.Figures() -> {
        // Nobody needs them.
      }
    }
  }

  private void keep(HttpServletRequest request, Body body, Call call)
      throws Refused, NotKept, InterruptedException {
    Instant receivedAt = clock.instant();
    Optional<Source> source = keys.find(request, call.writeKey());
    List<Signal> signals = toSignals.of(call, body, source, receivedAt);
    ingest.accept(signals);
    leftOut(call, source);
  }

  private void leftOut(Call call, Optional<Source> source) {
    if (call.surplus() > 0) {
      counts.leftOut(call.surplus());
      log.warn(
          "A batch of source {} had {} events too many; they are left out",
          source.map(Source::name).orElse("(unknown)"),
          call.surplus());
    }
  }

  private void succeed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    counts.answered(Answer.ACCEPTED);
    request.setAttribute(USUAL, true);
    response.setStatus(200);
    write(response, SUCCESS);
  }

  private void comeBack(HttpServletResponse response, String why) throws IOException {
    counts.answered(Answer.UNAVAILABLE);
    response.setHeader("Retry-After", RETRY_SECONDS);
    refuse(response, 503, "unavailable", why + "; send it again");
  }

  private static void refuse(HttpServletResponse response, int status, String code, String message)
      throws IOException {
    response.setStatus(status);
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsCharArray(message));
    write(
        response,
        "{\"success\":false,\"code\":\"%s\",\"message\":\"%s\"}"
            .formatted(code, quoted)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, byte[] json) throws IOException {
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  /** Browsers ask first when a call has an Authorization header. */
  private static void preflight(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Methods", "POST, GET, HEAD, OPTIONS");
    response.setHeader(
        "Access-Control-Allow-Headers", "authorization, content-type, x-retry-count");
    response.setHeader("Access-Control-Max-Age", "86400");
    response.setStatus(204);
  }
}
