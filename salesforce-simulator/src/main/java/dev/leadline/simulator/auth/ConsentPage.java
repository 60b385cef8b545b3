package dev.leadline.simulator.auth;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.wire.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /services/oauth2/authorize}: a page on which a person picks a user and allows or denies an
 * app.
 */
final class ConsentPage {

  private static final List<String> CARRIED =
      List.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method");
  private final Org org;
  private final Apps apps;
  private final Codes codes;

  ConsentPage(Org org, Apps apps, Codes codes) {
    this.org = org;
    this.apps = apps;
    this.codes = codes;
  }

  void serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException, OAuthError {
    App app = apps.find(request.getParameter("client_id"));
    if (app == null) {
      throw new OAuthError("invalid_client_id", "client identifier invalid");
    }
    String redirect = redirect(request, app);
    if (!"code".equals(request.getParameter("response_type"))) {
      answer(
          request,
          response,
          redirect,
          "error=unsupported_response_type&error_description=response+type+not+supported");
    } else if (!Scopes.asked(request.getParameter("scope")).isKnown()) {
      answer(
          request,
          response,
          redirect,
          "error=invalid_scope&error_description=the+requested+scope+is+not+allowed");
    } else if (request.getMethod().equals("POST")) {
      decided(request, response, app, redirect);
    } else {
      page(request, response, app);
    }
  }

  private static String redirect(HttpServletRequest request, App app) throws OAuthError {
    String redirect = request.getParameter("redirect_uri");
    if (redirect == null && app.redirectUris().size() == 1) {
      return app.redirectUris().iterator().next();
    }
    boolean known = app.redirectUris().isEmpty() || app.redirectUris().contains(redirect);
    if (redirect == null || !known || !isWebUrl(redirect)) {
      throw new OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration");
    }
    return redirect;
  }

  private static boolean isWebUrl(String text) {
    try {
      String scheme = URI.create(text).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void decided(
      HttpServletRequest request, HttpServletResponse response, App app, String redirect)
      throws IOException {
    Row user = org.find(request.getParameter("user"));
    if (!"allow".equals(request.getParameter("decision")) || user == null) {
      answer(
          request,
          response,
          redirect,
          "error=access_denied&error_description=end-user+denied+authorization");
      return;
    }
    String code =
        codes.issue(
            new Codes.Code(
                user.id(),
                app.clientId(),
                redirect,
                Scopes.asked(request.getParameter("scope")).text(),
                request.getParameter("code_challenge"),
                org.clock().instant()));
    answer(request, response, redirect, "code=" + encoded(code));
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, String redirect, String query)
      throws IOException {
    String state = request.getParameter("state");
    String all = query + (state == null ? "" : "&state=" + encoded(state));
    response.sendRedirect(redirect + (redirect.contains("?") ? "&" : "?") + all);
  }

  private void page(HttpServletRequest request, HttpServletResponse response, App app)
      throws IOException {
    StringBuilder hidden = new StringBuilder();
    for (String name : CARRIED) {
      String value = request.getParameter(name);
      if (value != null) {
        hidden
            .append("<input type=\"hidden\" name=\"")
            .append(name)
            .append("\" value=\"")
            .append(Html.text(value))
            .append("\">");
      }
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'");
    response
        .getWriter()
        .write(
            """
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Allow access?</title><link rel="stylesheet" href="/simulator.css"></head>
            <body><main class="narrow"><h1>Allow access?</h1>
            <p>The app <strong>%s</strong> asks for: %s</p>
            <form method="post" action="/services/oauth2/authorize">%s
            <label>Sign in as <select name="user">%s</select></label>
            <p class="actions"><button name="decision" value="allow">Allow</button>
            <button class="quiet" name="decision" value="deny">Deny</button></p>
            </form></main></body></html>
            """
                .formatted(
                    Html.text(app.clientId()),
                    Html.text(Scopes.asked(request.getParameter("scope")).text()),
                    hidden,
                    users()));
  }

  private String users() {
    StringBuilder options = new StringBuilder();
    ObjectType users = org.schema().need("User");
    for (Row user : org.table(users).all()) {
      if (user.isTrue("IsActive")) {
        options
            .append("<option value=\"")
            .append(Html.text(user.id()))
            .append("\">")
            .append(Html.text(org.value(user, users.need("Name"))))
            .append(" (")
            .append(Html.text(user.text("Username")))
            .append(")</option>");
      }
    }
    return options.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
