package dev.leadline.server.admin;

import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.User;
import dev.leadline.crew.UserSaved;
import dev.leadline.server.TestHub;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.wiring.Desk;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person at the pages without a browser: keeps cookies, and sends with each form the token of the
 * page read last.
 */
public final class Visitor {
  public static final String PASSWORD = "correct horse battery";

  private static final String HASH = hash();
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

  private final TestHub hub;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private String token = "";

  /** Somebody who has not signed in. */
  public Visitor(TestHub hub) {
    this.hub = hub;
  }

  /** Makes a user of this role with {@link #PASSWORD}, and answers the id. */
  public static long user(TestHub hub, Role role, String email) {
    UserSaved saved =
        Desk.over(hub.hub()).users().create(1, Profile.of(email, "Test", role.text(), role));
    if (!(saved instanceof UserSaved.Kept(User user))) {
      throw new AssertionError(saved);
    }
    hub.hub().accounts().changePassword(user.id(), HASH, false);
    return user.id();
  }

  /** A user of a role who has signed in; made if there is none with the email. */
  public static Visitor of(TestHub hub, Role role, String email) {
    if (Desk.over(hub.hub()).users().byEmail(email).isEmpty()) {
      user(hub, role, email);
    }
    return signedIn(hub, email, PASSWORD);
  }

  public static Visitor of(TestHub hub, Role role) {
    return of(hub, role, role.name().toLowerCase(Locale.ROOT) + "@pages.example");
  }

  public static Visitor signedIn(TestHub hub, String email, String password) {
    Visitor visitor = new Visitor(hub);
    HttpResponse<String> answer = visitor.signIn(email, password);
    if (answer.statusCode() != 302 || !location(answer).endsWith("/admin")) {
      throw new AssertionError("not signed in: " + answer.statusCode() + location(answer));
    }
    visitor.follow(answer);
    return visitor;
  }

  /** What an attempt to sign in is answered. */
  public HttpResponse<String> signIn(String email, String password) {
    get("/sign-in");
    return post("/sign-in", "email", email, "password", password);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(hub.uri(path)));
  }

  /** Where an answer sends the browser, followed. */
  public HttpResponse<String> follow(HttpResponse<String> answer) {
    assertRedirect(answer);
    return send(HttpRequest.newBuilder(answer.uri().resolve(location(answer))));
  }

  /** Sends a form, named value after named value. */
  public HttpResponse<String> post(String path, String... namesAndValues) {
    StringBuilder form = new StringBuilder("_csrf=" + encoded(token));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&').append(encoded(namesAndValues[i]));
      form.append('=').append(encoded(namesAndValues[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(hub.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  /** Sends a form as {@link #post} does, and goes where the answer sends the browser. */
  public String submit(String path, String... namesAndValues) {
    return follow(post(path, namesAndValues)).body();
  }

  /** Sends a form without the token, as another site would. */
  public HttpResponse<String> forge(String path) {
    return send(HttpRequest.newBuilder(hub.uri(path)).POST(BodyPublishers.noBody()));
  }

  /** Sends a form with a file. */
  public HttpResponse<String> upload(String path, String file, String... namesAndValues) {
    StringBuilder body = new StringBuilder();
    part(body, "name=\"_csrf\"", token);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      part(body, "name=\"" + namesAndValues[i] + '"', namesAndValues[i + 1]);
    }
    part(body, "name=\"file\"; filename=\"users.csv\"", file);
    body.append("--edge--\r\n");
    return send(
        HttpRequest.newBuilder(hub.uri(path))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  public static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static void part(StringBuilder body, String disposition, String value) {
    body.append("--edge\r\nContent-Disposition: form-data; ").append(disposition);
    body.append("\r\n\r\n").append(value).append("\r\n");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      Matcher carried = TOKEN.matcher(answer.body());
      if (carried.find()) {
        token = carried.group(1);
      }
      if (!location(answer).matches("(/[^/].*|/)?")) {
        throw new AssertionError("sends to another host: " + location(answer));
      }
      return answer;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void assertRedirect(HttpResponse<String> answer) {
    if (answer.statusCode() != 302) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String hash() {
    String hash = Passwords.encoder().encode(PASSWORD);
    if (hash == null) {
      throw new AssertionError("no hash");
    }
    return hash;
  }
}
