package dev.leadline.simulator.page;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Conversion;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import dev.leadline.simulator.traffic.Traffic;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page's door: lists, records, the call log, and the forms that change records. */
public final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String USER_COOKIE = "simulator_user";
  private final transient Org org;
  private final transient Traffic traffic;
  private final transient Founding.Founded founded;
  private final String token;

  public PageServlet(Org org, Traffic traffic, Founding.Founded founded, RandomGenerator random) {
    this.org = org;
    this.traffic = traffic;
    this.founded = founded;
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    this.token = HexFormat.of().formatHex(bytes);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    String[] path =
        Objects.requireNonNullElse(request.getPathInfo(), "/")
            .replaceAll("^/+|/+$", "")
            .split("/+", -1);
    if (!hostIsOurs(request)) {
      plain(response, 421, "This org answers to its address only.");
    } else if (request.getMethod().equals("POST")) {
      if (token.equals(request.getParameter("token"))) {
        post(path, request, response);
      } else {
        plain(response, 403, "The form is out of date: go back, reload the page and try again.");
      }
    } else if (path[0].equals("simulator.css")) {
      css(response);
    } else {
      get(path, request, response);
    }
  }

  private void get(String[] path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    View view = view(request);
    ObjectType type = path.length > 1 && path[0].equals("o") ? org.schema().object(path[1]) : null;
    Row row = path.length > 1 && path[0].equals("r") ? org.find(RecordId.normal(path[1])) : null;
    if (path[0].isEmpty()) {
      html(response, 200, ListPage.start(view, traffic.counters().total()));
    } else if (path[0].equals("calls")) {
      html(response, 200, CallsPage.page(view, traffic));
    } else if (type != null && path.length == 3 && path[2].equals("new")) {
      html(response, 200, RecordPage.create(view, type, RecordPage.Attempt.NONE));
    } else if (type != null && path.length == 2) {
      html(
          response,
          200,
          ListPage.list(
              view,
              type,
              Objects.requireNonNullElse(request.getParameter("q"), ""),
              page(request)));
    } else if (row != null && path.length == 2) {
      html(
          response,
          200,
          RecordPage.show(view, row, RecordPage.Attempt.NONE, request.getParameter("done")));
    } else {
      html(
          response,
          404,
          view.page("Not found", "<p>There is no such page. <a href=\"/\">All records</a></p>"));
    }
  }

  private void post(String[] path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    View view = view(request);
    ObjectType type = path.length == 2 && path[0].equals("o") ? org.schema().object(path[1]) : null;
    Row row = path.length > 1 && path[0].equals("r") ? org.find(RecordId.normal(path[1])) : null;
    if (path[0].equals("user")) {
      switchUser(request, response);
    } else if (type != null) {
      create(view, type, request, response);
    } else if (row != null) {
      change(view, row, path.length > 2 ? path[2] : "", request, response);
    } else {
      html(response, 404, view.page("Not found", "<p>There is no such record.</p>"));
    }
  }

  private void create(
      View view, ObjectType type, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String> typed = typed(request);
    SaveResult result = save(view, tx -> tx.insert(type, RecordPage.values(type, null, typed)));
    if (result.success()) {
      done(response, String.valueOf(result.id()), "Created.");
    } else {
      html(
          response,
          422,
          RecordPage.create(view, type, new RecordPage.Attempt(typed, problem(result.errors()))));
    }
  }

  private void change(
      View view, Row row, String action, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String> typed = typed(request);
    String id = row.id();
    String problem =
        switch (action) {
          case "" ->
              problem(
                  save(
                          view,
                          tx ->
                              tx.update(row.type(), id, RecordPage.values(row.type(), row, typed)))
                      .errors());
          case "delete" -> problem(save(view, tx -> tx.delete(row.type(), id)).errors());
          case "undelete" -> problem(save(view, tx -> tx.undelete(id)).errors());
          case "convert" -> convert(view, row);
          default -> "There is no such action.";
        };
    if (problem == null) {
      done(response, id, action.isEmpty() ? "Saved." : "Done.");
    } else {
      Row now = Objects.requireNonNullElse(org.find(id), row);
      html(
          response,
          422,
          RecordPage.show(
              view,
              now,
              new RecordPage.Attempt(action.isEmpty() ? typed : Map.of(), problem),
              null));
    }
  }

  private @Nullable String convert(View view, Row lead) {
    try (Transaction tx = org.begin(Actor.person(view.user().id()))) {
      String opportunity = lead.text("Company") + "-";
      Conversion.Converted converted =
          tx.convert(new Conversion.Wish(lead.id(), null, null, opportunity, null));
      if (converted.errors().isEmpty()) {
        tx.commit();
      }
      return problem(converted.errors());
    }
  }

  private SaveResult save(View view, Function<Transaction, SaveResult> save) {
    try (Transaction tx = org.begin(Actor.person(view.user().id()))) {
      SaveResult result = save.apply(tx);
      if (result.success()) {
        tx.commit();
      }
      return result;
    }
  }

  private static @Nullable String problem(List<DmlError> errors) {
    return errors.isEmpty()
        ? null
        : errors.stream().map(DmlError::message).collect(Collectors.joining(" "));
  }

  private View view(HttpServletRequest request) {
    String chosen = founded.administratorId();
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        chosen = cookie.getName().equals(USER_COOKIE) ? cookie.getValue() : chosen;
      }
    }
    Row user = org.find(RecordId.normal(chosen));
    boolean usable = user != null && user.type().name().equals("User") && user.isTrue("IsActive");
    return new View(
        org, Objects.requireNonNull(usable ? user : org.find(founded.administratorId())), token);
  }

  private static void switchUser(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = RecordId.normal(request.getParameter("user"));
    if (id != null) {
      Cookie cookie = new Cookie(USER_COOKIE, id);
      cookie.setPath("/");
      cookie.setHttpOnly(true);
      cookie.setAttribute("SameSite", "Strict");
      response.addCookie(cookie);
    }
    response.setStatus(303);
    response.setHeader("Location", "/");
  }

  private static Map<String, String> typed(HttpServletRequest request) {
    Map<String, String> typed = new HashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> typed.put(name, values[0].replace("\r\n", "\n")));
    return typed;
  }

  private static int page(HttpServletRequest request) {
    String page = request.getParameter("page");
    return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
  }

  /** A name that only points here by a trick of DNS is not ours. */
  private static boolean hostIsOurs(HttpServletRequest request) {
    String host = request.getServerName();
    return !java.util.Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1").contains(request.getLocalAddr())
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("[\\d.]+|\\[?[0-9a-fA-F:]+]?");
  }

  private static void done(HttpServletResponse response, String id, String told) {
    response.setStatus(303);
    response.setHeader(
        "Location", "/r/" + id + "?done=" + URLEncoder.encode(told, StandardCharsets.UTF_8));
  }

  private static void css(HttpServletResponse response) throws IOException {
    response.setContentType("text/css;charset=UTF-8");
    try (InputStream css =
        Objects.requireNonNull(PageServlet.class.getResourceAsStream("simulator.css"))) {
      css.transferTo(response.getOutputStream());
    }
  }

  private static void plain(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(text);
  }

  private static void html(HttpServletResponse response, int status, String html)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.getWriter().write(html);
  }
}
