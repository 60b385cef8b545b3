package dev.leadline.simulator.bulk;

import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call and its answer. */
record Exchange(
    Caller caller, List<String> path, HttpServletRequest request, HttpServletResponse response) {
  private static final int LARGEST_JSON = 1_000_000;

  /** The part of the path at this place, or an empty string. */
  String at(int place) {
    return place < path.size() ? path.get(place) : "";
  }

  /** The method, a place in the path that is an id or a result, spelled for a switch. */
  String method() {
    return request.getMethod();
  }

  @Nullable String parameter(String name) {
    return request.getParameter(name);
  }

  /** The JSON object in the body. */
  Map<String, @Nullable Object> json() throws IOException {
    return Json.readObject(body(LARGEST_JSON));
  }

  byte[] body(int largest) throws IOException {
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(largest + 1);
      if (body.length > largest) {
        throw new BulkError(413, "REQUEST_TOO_LARGE", "Request body is too large");
      }
      return body;
    }
  }

  void answer(int status, @Nullable Object json) throws IOException {
    response.setStatus(status);
    if (json != null) {
      response.setContentType("application/json;charset=UTF-8");
      Json.write(json, response.getOutputStream(), "1".equals(request.getHeader("X-PrettyPrint")));
    }
  }

  /** Makes the answer CSV. */
  void csv() {
    response.setStatus(200);
    response.setContentType("text/csv;charset=UTF-8");
  }

  /** The start of a link to a job resource of this version. */
  String base() {
    return "/services/data/v" + caller.version() + "/jobs/";
  }
}
