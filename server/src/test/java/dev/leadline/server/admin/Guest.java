package dev.leadline.server.admin;

import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.UserSaved;
import dev.leadline.server.TestHub;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.wiring.Desk;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who reads a page before each form that is sent: the token is that of the page read last.
 */
public final class Guest {
  public static final String PASSWORD = "correct horse battery";

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

  private final TestHub hub;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private String token = "";

  public Guest(TestHub hub) {
    this.hub = hub;
  }

  /** Makes a user of this role, and answers the id. */
  public static long user(TestHub hub, Role role, String email) {
    Desk desk = Desk.over(hub.hub());
    UserSaved saved = desk.users().create(1, Profile.of(email, "Test", role.text(), role));
    if (!(saved instanceof UserSaved.Kept(var user))) {
      throw new AssertionError(saved);
    }
    String hash = Objects.requireNonNull(Passwords.encoder().encode(PASSWORD));
    desk.users().setPassword(user.id(), hash, false);
    return user.id();
  }

  /** A guest who has signed in. */
  public static Guest signedIn(TestHub hub, String email) {
    Guest guest = new Guest(hub);
    guest.get("/sign-in");
    HttpResponse<String> in = guest.post("/sign-in", Map.of("email", email, "password", PASSWORD));
    if (in.statusCode() != 302 || !location(in).endsWith("/admin")) {
      throw new AssertionError("not let in: " + in.statusCode() + " " + location(in));
    }
    guest.get("/admin");
    return guest;
  }

  public HttpResponse<String> get(String path) {
    HttpResponse<String> page = send(HttpRequest.newBuilder(hub.uri(path)));
    Matcher matcher = TOKEN.matcher(page.body());
    if (matcher.find()) {
      token = matcher.group(1);
    }
    return page;
  }

  public HttpResponse<String> post(String path, Map<String, String> form) {
    return post(
        path,
        form.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&")));
  }

  /** Posts a form that is encoded already, with the page's token. */
  public HttpResponse<String> post(String path, String form) {
    return postAsIs(path, form + "&_csrf=" + encoded(token));
  }

  /** Posts a form without a token, as another site's page would. */
  public HttpResponse<String> postAsIs(String path, String form) {
    return send(
        HttpRequest.newBuilder(hub.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  public static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  /** The page that an answer sends to. */
  public HttpResponse<String> follow(HttpResponse<String> answer) {
    String to = location(answer);
    return get(to.startsWith("http") ? URI.create(to).getRawPath() : to);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
