package dev.leadline.simulator.rest;

import dev.leadline.simulator.auth.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** One HTTP request on its way through the door, and what was learnt of it so far. */
final class Exchange {

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final long start;
  private @Nullable Session session;
  private int counted;
  private boolean answered;

  Exchange(HttpServletRequest request, HttpServletResponse response, long start) {
    this.request = request;
    this.response = response;
    this.start = start;
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  long start() {
    return start;
  }

  void session(Session found) {
    session = found;
  }

  String userId() {
    return session == null ? "" : session.userId();
  }

  boolean isAuthenticated() {
    return session != null;
  }

  /** The response is being written by someone else. */
  void answered() {
    answered = true;
  }

  boolean isAnswered() {
    return answered;
  }

  void counted(int calls) {
    counted = calls;
  }

  int counted() {
    return counted;
  }
}
