package dev.leadline.simulator.rest;

import dev.leadline.simulator.traffic.CallLog;
import dev.leadline.simulator.traffic.Traffic;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Writes replies: usage header, latency, packing, indenting, and the line in the call log. */
final class Replies {

  private final Traffic traffic;

  Replies(Traffic traffic) {
    this.traffic = traffic;
  }

  void send(Exchange exchange, Reply reply) throws IOException {
    holdBack(traffic.latency().of(reply.records()));
    HttpServletResponse response = exchange.response();
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    if (exchange.isAuthenticated()) {
      response.setHeader("Sforce-Limit-Info", usage());
    }
    Object body = reply.body();
    boolean nothing = reply.status() == 204 || reply.status() == 304;
    if (!nothing) {
      response.setContentType("application/json;charset=UTF-8");
      if (body != null && !exchange.request().getMethod().equals("HEAD")) {
        write(exchange, body);
      }
    }
    log(exchange, reply.status(), "");
  }

  private static void write(Exchange exchange, Object body) throws IOException {
    String accepted = exchange.request().getHeader("Accept-Encoding");
    boolean pretty = "1".equals(exchange.request().getHeader("X-PrettyPrint"));
    exchange.response().setHeader("Vary", "Accept-Encoding");
    OutputStream plain = exchange.response().getOutputStream();
    if (accepted != null && accepted.contains("gzip")) {
      exchange.response().setHeader("Content-Encoding", "gzip");
      try (GZIPOutputStream packed = new GZIPOutputStream(plain)) {
        Json.write(body, packed, pretty);
      }
    } else {
      Json.write(body, plain, pretty);
    }
  }

  String usage() {
    return "api-usage=" + traffic.counters().shownUsed() + "/" + traffic.counters().dailyMax();
  }

  void log(Exchange exchange, int status, String note) {
    String query = exchange.request().getQueryString();
    String path = exchange.request().getRequestURI() + (query == null ? "" : "?" + query);
    traffic
        .log()
        .add(
            new CallLog.Entry(
                traffic.log().nextNumber(),
                Instant.now(),
                exchange.userId(),
                exchange.request().getMethod(),
                path.length() > 500 ? path.substring(0, 500) + "…" : path,
                status,
                (System.nanoTime() - exchange.start()) / 1_000,
                exchange.counted(),
                note));
  }

  static void holdBack(Duration time) {
    if (time.isPositive()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
