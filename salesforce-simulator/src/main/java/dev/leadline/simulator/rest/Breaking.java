package dev.leadline.simulator.rest;

import dev.leadline.simulator.traffic.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Carries out injected faults. */
final class Breaking {

  private static final int NEVER_SENT = 1_000;

  private Breaking() {}

  /** Answers in the place of the resource; false when the call is to be carried out after all. */
  static boolean insteadOfWork(Fault fault, Exchange exchange, Replies replies) throws IOException {
    switch (fault.kind()) {
      case UNAUTHORIZED ->
          refuse(exchange, replies, 401, "INVALID_SESSION_ID", "Session expired or invalid");
      case DAILY_LIMIT ->
          refuse(exchange, replies, 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
      case CONCURRENT_LIMIT ->
          refuse(
              exchange,
              replies,
              403,
              "REQUEST_LIMIT_EXCEEDED",
              "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
      case SERVER_ERROR ->
          refuse(
              exchange,
              replies,
              500,
              "UNKNOWN_EXCEPTION",
              "An unexpected error occurred. Please include this ErrorId if you contact support: 1");
      case UNAVAILABLE ->
          refuse(
              exchange,
              replies,
              503,
              "SERVER_UNAVAILABLE",
              "The server is temporarily unavailable");
      case HANG -> {
        Replies.holdBack(Duration.ofMillis(fault.millis()));
        cut(exchange, replies);
      }
      case SLOW -> {
        Replies.holdBack(Duration.ofMillis(fault.millis()));
        return false;
      }
      case CUT -> {
        return false;
      }
    }
    return true;
  }

  private static void refuse(
      Exchange exchange, Replies replies, int status, String code, String message)
      throws IOException {
    replies.send(exchange, Refusal.of(status, code, message).reply());
  }

  /** Promises a body, sends its beginning and closes the connection. */
  static void cut(Exchange exchange, Replies replies) throws IOException {
    replies.log(exchange, 0, "connection cut");
    exchange.response().setStatus(200);
    exchange.response().setContentType("application/json;charset=UTF-8");
    exchange.response().setContentLength(NEVER_SENT);
    exchange.response().getOutputStream().write("[{".getBytes(StandardCharsets.US_ASCII));
    exchange.response().flushBuffer();
    throw new EOFException("the connection is cut on purpose");
  }
}
