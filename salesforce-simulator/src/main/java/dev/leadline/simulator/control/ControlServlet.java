package dev.leadline.simulator.control;

import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The door at {@code /control}. A request with a body must be JSON, which keeps web pages of other
 * origins from sending one.
 */
public final class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 200_000_000;
  private final transient Control control;

  public ControlServlet(Control control) {
    this.control = control;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (request.getHeader("Origin") != null) {
        throw new Wrong(403, "the control API is not for web pages");
      }
      String path =
          request.getPathInfo() == null ? "" : request.getPathInfo().replaceAll("^/+|/+$", "");
      Ask ask = new Ask(request.getMethod() + " " + path, body(request), query(request));
      send(response, 200, control.answer(ask));
    } catch (Wrong e) {
      send(response, e.status(), Map.of("error", String.valueOf(e.getMessage())));
    } catch (BadJson | IllegalArgumentException | DateTimeException e) {
      send(response, 400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, @Nullable Object> body(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES);
    if (bytes.length == 0) {
      return new HashMap<>();
    }
    if (type != null && type.startsWith("text/csv")) {
      Map<String, @Nullable Object> csv = new LinkedHashMap<>();
      csv.put("csv", new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
      return csv;
    }
    if (type == null || !type.startsWith("application/json")) {
      throw new Wrong(415, "send application/json, or text/csv where a file is asked for");
    }
    return Json.readObject(bytes);
  }

  private static Map<String, String> query(HttpServletRequest request) {
    Map<String, String> query = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
    return query;
  }

  private static void send(HttpServletResponse response, int status, Object body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    Json.write(body, response.getOutputStream(), false);
  }
}
