package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.Role;
import dev.leadline.server.TestHub;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.wiring.Desk;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  @Test
  void letsInWithTheRightPasswordAndOutAgain() {
    Guest.user(HUB, Role.MARKETING, "in@sign.example");
    Guest guest = Guest.signedIn(HUB, "IN@sign.example");
    assertThat(guest.get("/admin").body()).contains("Overview", "Marketing");

    HttpResponse<String> out = guest.post("/sign-out", "");
    assertThat(Guest.location(out)).endsWith("/sign-in?out");
    assertThat(guest.get("/admin").statusCode()).isEqualTo(302);
  }

  @Test
  void refusesWithoutTellingWhetherTheEmailIsKnownAndKeepsWhatWasTyped() {
    Guest.user(HUB, Role.MARKETING, "known@sign.example");
    String known = refused("known@sign.example");
    String unknown = refused("un\"known@sign.example");

    assertThat(known).contains("do not belong together").contains("known@sign.example");
    assertThat(unknown).contains("do not belong together").contains("un&#34;known@sign.example");
  }

  @Test
  void makesAGuesserWaitEvenWithTheRightPassword() {
    Guest.user(HUB, Role.MARKETING, "guessed@sign.example");
    Guest guesser = new Guest(HUB);
    for (int i = 0; i < 5; i++) {
      guesser.get("/sign-in");
      guesser.post("/sign-in", Map.of("email", "guessed@sign.example", "password", "wrong" + i));
    }
    guesser.get("/sign-in");
    HttpResponse<String> right =
        guesser.post(
            "/sign-in", Map.of("email", "Guessed@sign.example", "password", Guest.PASSWORD));

    assertThat(Guest.location(right)).contains("/sign-in?wait=");
    assertThat(guesser.get("/sign-in?wait=14").body()).contains("Try again in 14 seconds");
  }

  @Test
  void asksForANewPasswordBeforeAnythingElse() {
    long id = Guest.user(HUB, Role.MARKETING, "temporary@sign.example");
    String hash = Objects.requireNonNull(Passwords.encoder().encode(Guest.PASSWORD));
    Desk.over(HUB.hub()).users().setPassword(id, hash, true);
    Guest guest = Guest.signedIn(HUB, "temporary@sign.example");

    assertThat(Guest.location(guest.get("/admin/prospects"))).endsWith("/admin/account/password");
    guest.get("/admin/account/password");
    HttpResponse<String> tooShort = change(guest, "short", "short");
    assertThat(tooShort.statusCode()).isEqualTo(422);
    assertThat(tooShort.body()).contains("at least 12 characters");
    assertThat(change(guest, Guest.PASSWORD, Guest.PASSWORD).body())
        .contains("other than the current one");
    HttpResponse<String> done = change(guest, "a fresh long one", "a fresh long one");
    assertThat(done.statusCode()).isEqualTo(302);
    assertThat(guest.get("/admin/prospects").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsAPageThatNoOtherSiteCanUse() {
    HttpResponse<String> page = new Guest(HUB).get("/sign-in");

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
    Guest.user(HUB, Role.SALES_MANAGER, "errors@sign.example");
    Guest guest = Guest.signedIn(HUB, "errors@sign.example");

    HttpResponse<String> missing = guest.get("/admin/prospects/424242");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("There is no such prospect.").doesNotContain("Exception");
    HttpResponse<String> nonsense = guest.get("/admin/prospects/no-number");
    assertThat(nonsense.statusCode()).isEqualTo(404);
    HttpResponse<String> closed = guest.get("/admin/users");
    assertThat(closed.statusCode()).isEqualTo(403);
    assertThat(closed.body()).contains("Not for you").doesNotContain("Exception");
  }

  private static HttpResponse<String> change(Guest guest, String password, String again) {
    return guest.post(
        "/admin/account/password",
        Map.of("current", Guest.PASSWORD, "password", password, "again", again));
  }

  private static String refused(String email) {
    Guest guest = new Guest(HUB);
    guest.get("/sign-in");
    HttpResponse<String> answer =
        guest.post("/sign-in", Map.of("email", email, "password", "wrong"));
    assertThat(Guest.location(answer)).contains("/sign-in?failed");
    return guest.get("/sign-in?failed").body();
  }
}
