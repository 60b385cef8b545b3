package dev.leadline.simulator.rest;

import dev.leadline.simulator.org.DmlError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error body: {@code [{"message","errorCode","fields"}]}. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient List<Map<String, @Nullable Object>> body;

  private Refusal(int status, List<Map<String, @Nullable Object>> body) {
    super(String.valueOf(body), null, false, false);
    this.status = status;
    this.body = body;
  }

  public static Refusal of(int status, String errorCode, String message) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("errorCode", errorCode);
    return new Refusal(status, List.of(error));
  }

  static Refusal notFound() {
    return of(404, "NOT_FOUND", "The requested resource does not exist");
  }

  static Refusal noSession() {
    return of(401, "INVALID_SESSION_ID", "Session expired or invalid");
  }

  static Refusal badJson(String message) {
    return of(400, "JSON_PARSER_ERROR", message);
  }

  static Refusal notAllowed(String method, String allowed) {
    return of(
        405,
        "METHOD_NOT_ALLOWED",
        "HTTP Method '" + method + "' not allowed. Allowed are " + allowed);
  }

  /** The errors of one record as a single-record request tells them. */
  static Refusal dml(List<DmlError> errors) {
    List<Map<String, @Nullable Object>> body = new ArrayList<>();
    for (DmlError error : errors) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      Map<String, Object> duplicates = error.duplicateResult();
      if (duplicates != null) {
        one.put("duplicateResut", duplicates);
      }
      one.put("message", error.message());
      one.put("errorCode", error.code());
      one.put("fields", error.fields());
      body.add(one);
    }
    return new Refusal(400, body);
  }

  int status() {
    return status;
  }

  Reply reply() {
    return Reply.of(status, body);
  }
}
