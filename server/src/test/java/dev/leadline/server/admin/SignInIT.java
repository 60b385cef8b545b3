package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.Role;
import dev.leadline.crew.Users;
import dev.leadline.server.TestHub;
import dev.leadline.server.access.Passwords;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  @Test
  void letsInWithTheRightPasswordAndOutAgain() {
    Visitor.user(HUB, Role.MARKETING, "in@sign.example");
    Visitor visitor = Visitor.signedIn(HUB, "IN@sign.example", Visitor.PASSWORD);
    assertThat(visitor.get("/admin").body()).contains("Overview", "Marketing");

    HttpResponse<String> out = visitor.post("/sign-out");
    assertThat(Visitor.location(out)).endsWith("/sign-in?out");
    assertThat(visitor.get("/admin").statusCode()).isEqualTo(302);
  }

  @Test
  void leadsToThePageThatWasWantedOnTheHostThatItCameFrom() {
    Visitor.user(HUB, Role.MARKETING, "wanted@sign.example");
    Visitor visitor = new Visitor(HUB);
    visitor.get("/admin/prospects?q=50%25%20off");

    HttpResponse<String> in = visitor.signIn("wanted@sign.example", Visitor.PASSWORD);
    assertThat(Visitor.location(in)).startsWith("/admin/prospects?q=50%25%20off");

    Visitor lured = new Visitor(HUB);
    lured.get("//elsewhere.example/admin");
    HttpResponse<String> home = lured.signIn("wanted@sign.example", Visitor.PASSWORD);
    assertThat(Visitor.location(home)).isEqualTo("/admin");
  }

  @Test
  void refusesWithoutTellingWhetherTheEmailIsKnownAndKeepsWhatWasTyped() {
    Visitor.user(HUB, Role.MARKETING, "known@sign.example");
    String known = refused("known@sign.example");
    String unknown = refused("un\"known@sign.example");

    assertThat(known).contains("do not belong together").contains("known@sign.example");
    assertThat(unknown).contains("do not belong together").contains("un&#34;known@sign.example");
  }

  @Test
  void makesAGuesserWaitEvenWithTheRightPassword() {
    Visitor.user(HUB, Role.MARKETING, "guessed@sign.example");
    Visitor guesser = new Visitor(HUB);
    for (int i = 0; i < 5; i++) {
      guesser.signIn("guessed@sign.example", "wrong" + i);
    }
    HttpResponse<String> right = guesser.signIn("Guessed@sign.example", Visitor.PASSWORD);

    assertThat(Visitor.location(right)).contains("/sign-in?wait=");
    assertThat(guesser.get("/sign-in?wait=14").body()).contains("Try again in 14 seconds");
  }

  @Test
  void anotherPasswordAndDeactivationEndEverySessionBegunBefore() {
    long id = Visitor.user(HUB, Role.MARKETING, "sessions@sign.example");
    Visitor old = Visitor.signedIn(HUB, "sessions@sign.example", Visitor.PASSWORD);
    Visitor own = Visitor.signedIn(HUB, "sessions@sign.example", Visitor.PASSWORD);
    own.get("/admin/account/password");
    change(own, "a fresh long one", "a fresh long one");

    assertThat(own.get("/admin/prospects").statusCode()).isEqualTo(200);
    assertThat(Visitor.location(old.get("/admin/prospects"))).endsWith("/sign-in?out");

    Users users = new Users(HUB.hub().database().jdbi());
    users.activate(id, false);
    users.activate(id, true);
    assertThat(Visitor.location(own.get("/admin/prospects"))).endsWith("/sign-in?out");
  }

  @Test
  void nulIsRefusedAndNobodysTrouble() {
    Visitor visitor = new Visitor(HUB);

    assertThat(visitor.signIn("a\0b@sign.example", "x").statusCode()).isEqualTo(400);
  }

  @Test
  void asksForANewPasswordBeforeAnythingElse() {
    long id = Visitor.user(HUB, Role.MARKETING, "temporary@sign.example");
    String hash = Objects.requireNonNull(Passwords.encoder().encode(Visitor.PASSWORD));
    HUB.hub().accounts().changePassword(id, hash, true);
    Visitor visitor = Visitor.signedIn(HUB, "temporary@sign.example", Visitor.PASSWORD);

    assertThat(Visitor.location(visitor.get("/admin/prospects")))
        .endsWith("/admin/account/password");
    visitor.get("/admin/account/password");
    HttpResponse<String> tooShort = change(visitor, "short", "short");
    assertThat(tooShort.statusCode()).isEqualTo(422);
    assertThat(tooShort.body()).contains("at least 12 characters");
    assertThat(change(visitor, Visitor.PASSWORD, Visitor.PASSWORD).body())
        .contains("other than the current one");
    HttpResponse<String> done = change(visitor, "a fresh long one", "a fresh long one");
    assertThat(done.statusCode()).isEqualTo(302);
    assertThat(visitor.get("/admin/prospects").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsAPageThatNoOtherSiteCanUse() {
    HttpResponse<String> page = new Visitor(HUB).get("/sign-in");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Set-Cookie").orElse("HttpOnly SameSite=Lax"))
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(page.body()).doesNotContain("<script>", "style=\"", "onclick=");
  }

  @Test
  void showsFriendlyPagesForWhatIsNotThereOrNotAllowed() {
    Visitor visitor = Visitor.of(HUB, Role.SALES_MANAGER, "errors@sign.example");

    HttpResponse<String> missing = visitor.get("/admin/prospects/424242");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("There is no such prospect.").doesNotContain("Exception");
    HttpResponse<String> nonsense = visitor.get("/admin/prospects/no-number");
    assertThat(nonsense.statusCode()).isEqualTo(404);
    HttpResponse<String> closed = visitor.get("/admin/users");
    assertThat(closed.statusCode()).isEqualTo(403);
    assertThat(closed.body()).contains("Not for you").doesNotContain("Exception");
  }

  @Test
  void saysWhatIsWrongWhateverTheClientWouldRatherRead() {
    HttpResponse<String> answer =
        HUB.send(
            HttpRequest.newBuilder(HUB.uri("/sign-in"))
                .header("Accept", "application/json")
                .POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<title>");
  }

  private static HttpResponse<String> change(Visitor visitor, String password, String again) {
    return visitor.post(
        "/admin/account/password",
        "current",
        Visitor.PASSWORD,
        "password",
        password,
        "again",
        again);
  }

  private static String refused(String email) {
    Visitor visitor = new Visitor(HUB);
    HttpResponse<String> answer = visitor.signIn(email, "wrong");
    assertThat(Visitor.location(answer)).contains("/sign-in?failed");
    return visitor.get("/sign-in?failed").body();
  }
}
