package dev.leadline.simulator.auth;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.wire.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The OAuth doors: {@code /services/oauth2/*} and {@code /id/*}. */
public final class OAuthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** What the identity URL refuses with, in plain text; from the documentation of identity URLs. */
  private static final Set<String> PLAIN = Set.of("Bad_OAuth_Token", "Wrong_Org", "Bad_Id");

  private final transient Sessions sessions;
  private final transient TokenEndpoint token;
  private final transient IdentityEndpoint identity;
  private final transient ConsentPage consent;

  public OAuthServlet(Org org, Apps apps, Sessions sessions, RandomGenerator random) {
    this.sessions = sessions;
    Codes codes = new Codes(random);
    this.token = new TokenEndpoint(org, apps, sessions, codes, random);
    this.identity = new IdentityEndpoint(org, sessions);
    this.consent = new ConsentPage(org, apps, codes);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    String path = request.getRequestURI().replaceAll("/+", "/").replaceAll("/$", "");
    String ownUrl = ownUrl(request);
    try {
      if (path.startsWith("/id/")) {
        Session session = session(request);
        ownIdentity(path, session);
        json(response, 200, identity.identity(session, ownUrl));
        return;
      }
      switch (path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)) {
        case "token" -> token(request, response, ownUrl);
        case "authorize" -> consent.serve(request, response);
        case "revoke" -> revoke(request, response);
        case "introspect" ->
            json(
                response,
                200,
                identity.introspection(
                    request.getParameter("token"), token.authenticated(request, true)));
        case "userinfo" -> json(response, 200, identity.userinfo(session(request), ownUrl));
        default ->
            json(
                response,
                404,
                Map.of("error", "not_found", "error_description", "no such endpoint"));
      }
    } catch (OAuthError e) {
      refuse(response, e);
    }
  }

  /** The address under which the caller sees the org. */
  public static String ownUrl(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return request.getScheme()
        + "://"
        + (host == null ? request.getServerName() + ":" + request.getServerPort() : host);
  }

  /** The token in an Authorization header, or null. */
  public static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return null;
    }
    int space = header.indexOf(' ');
    String scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
    return scheme.equals("bearer") || scheme.equals("oauth")
        ? header.substring(space + 1).strip()
        : null;
  }

  private void token(HttpServletRequest request, HttpServletResponse response, String ownUrl)
      throws IOException, OAuthError {
    if (!request.getMethod().equals("POST")) {
      throw new OAuthError("invalid_request", "must use HTTP POST");
    }
    json(response, 200, token.answer(request, ownUrl));
  }

  private void revoke(HttpServletRequest request, HttpServletResponse response)
      throws IOException, OAuthError {
    String revoked = request.getParameter("token");
    if (revoked == null || !sessions.revoke(revoked)) {
      throw new OAuthError("unsupported_token_type", "this token type is not supported");
    }
    response.setStatus(200);
  }

  private Session session(HttpServletRequest request) throws OAuthError {
    String given = bearer(request);
    Session session = sessions.find(given != null ? given : request.getParameter("access_token"));
    if (session == null) {
      throw new OAuthError(403, "Bad_OAuth_Token", "Bad_OAuth_Token");
    }
    return session;
  }

  /** {@code /id/ORGANIZATION/USER} in either form of their ids. */
  private void ownIdentity(String path, Session session) throws OAuthError {
    String[] parts = path.split("/", -1);
    if (!sessions.organizationId().equals(RecordId.normal(parts[2]))) {
      throw new OAuthError(403, "Wrong_Org", "Wrong_Org");
    }
    if (parts.length != 4 || !session.userId().equals(RecordId.normal(parts[3]))) {
      throw new OAuthError(403, "Bad_Id", "Bad_Id");
    }
  }

  private static void refuse(HttpServletResponse response, OAuthError e) throws IOException {
    if (PLAIN.contains(e.error())) {
      response.setStatus(e.status());
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().write(e.error());
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", e.error());
    body.put("error_description", String.valueOf(e.getMessage()));
    json(response, e.status(), body);
  }

  private static void json(HttpServletResponse response, int status, Object body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=UTF-8");
    Json.write(body, response.getOutputStream(), false);
  }
}
