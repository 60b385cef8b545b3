package dev.leadline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadline.crew.Role;
import dev.leadline.server.TestHub;
import dev.leadline.server.admin.Visitor;
import dev.leadline.unit.Source;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages as a person uses them in a real Chromium: script, styles and keyboard included. */
class PagesIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private static final String ADMINISTRATOR = "person@pages.example";
  private static final String BEING_DRAWN =
      ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added";

  private final List<String> complaints = new ArrayList<>();
  private @Nullable Browser opened;

  @BeforeAll
  static void aPerson() {
    Visitor.user(HUB, Role.ADMINISTRATOR, ADMINISTRATOR);
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @BeforeEach
  void signIn() {
    Optional<Path> chromium = Chromium.find();
    if (chromium.isEmpty() && !"true".equals(System.getenv("CI"))) {
      Assumptions.abort("there is no Chromium");
    }
    opened = Browser.open(chromium.orElseThrow());
    page().onConsoleMessage(this::complain);
    page().onPageError(complaints::add);
    browser().signIn(HUB.uri("").toString(), ADMINISTRATOR, Visitor.PASSWORD);
  }

  @AfterEach
  void nothingWasBlockedOrBroken() {
    if (opened != null) {
      opened.close();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aProspectIsMadeFoundTaggedArchivedAndTakenBack() {
    open("/admin/prospects/new");
    page().getByLabel("First name").fill("Grace");
    page().getByLabel("Last name").fill("Hopper");
    page().locator("#field-email").fill("grace@navy.example");
    button("Create").click();
    see("The prospect is there.");

    open("/admin/prospects");
    page().keyboard().press("/");
    page().keyboard().type("hopp");
    PlaywrightAssertions.assertThat(page().locator("#list")).containsText("grace@navy.example");
    PlaywrightAssertions.assertThat(page()).hasURL(Pattern.compile(".*q=hopp.*"));
    page().keyboard().type("zzz");
    PlaywrightAssertions.assertThat(page().locator("#list"))
        .containsText("No prospect is like that");
    page().getByLabel("Search by email, name or company").fill("grace");
    page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Grace Hopper")).click();

    page().getByLabel("New tag").fill("pioneer");
    button("Add").click();
    PlaywrightAssertions.assertThat(page().locator(".tags")).containsText("pioneer");
    PlaywrightAssertions.assertThat(page().locator(".timeline-list")).containsText("Tag added");
    PlaywrightAssertions.assertThat(page().locator("#sync-panel")).containsText("not connected");
    browser().screenshot("prospect");
    button("Archive").click();
    see("Grace Hopper is archived.");
    button("Undo").click();
    see("Grace Hopper is back.");
  }

  @Test
  void aCallShowsUpInTheDebuggerByItself() {
    Source source = HUB.hub().sources().create(1, "Debugged");
    open("/admin/sources/" + source.id());
    see("No event yet");
    assertThat(HUB.send(identify(source.writeKey(), "live@debugger.example")).statusCode())
        .isEqualTo(200);

    Locator event = page().locator(".event").first();
    PlaywrightAssertions.assertThat(event).containsText("created");
    event.locator("summary").click();
    PlaywrightAssertions.assertThat(event.locator("pre")).containsText("live@debugger.example");
    browser().screenshot("debugger");
    page().locator("#pause").click();
    PlaywrightAssertions.assertThat(page().locator(".poller")).hasCount(0);
    page().locator(".event summary").first().click();
    page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prospect "))
        .first()
        .click();
    see("live@debugger.example");
  }

  @Test
  void aRuleIsBuiltTriedDrySavedAndSetToWork() {
    assertThat(HUB.send(identify(HUB.writeKey(), "ruled@acme.example")).statusCode())
        .isEqualTo(200);
    open("/admin/rules/new");
    page().locator("#name").fill("Acme people");
    choose(page().getByLabel("What to look at"), "field:email");
    choose(page().getByLabel("How to compare"), "CONTAINS");
    page().getByLabel("Value").first().fill("@acme.example");
    button("+ Group").click();
    PlaywrightAssertions.assertThat(page().locator(".rule-group")).hasCount(2);
    Locator inner = page().locator(".rule-group .rule-group");
    choose(inner.getByLabel("What to look at"), "score");
    choose(inner.getByLabel("How to compare"), "LESS_THAN");
    inner.getByLabel("Value").fill("1000");
    choose(page().getByLabel("What to do"), "tag");
    Locator tag = page().locator("#steps input:not([type=hidden])");
    tag.fill("acme");
    page().locator("#dry-run").click();
    PlaywrightAssertions.assertThat(page().locator("#dry")).containsText("all");
    PlaywrightAssertions.assertThat(page().locator("#would-match")).hasText("1");
    browser().screenshot("rule");
    button("Create, paused").click();

    see("At least one of these:");
    see("Score is less than 1000");
    button("Resume").click();
    see("is running");
    assertThat(HUB.send(identify(HUB.writeKey(), "later@acme.example")).statusCode())
        .isEqualTo(200);
    open("/admin/prospects?tag=acme");
    see("later@acme.example");
  }

  @Test
  void pagesFollowTheSystemIntoTheDarkAndFitAPhone() {
    page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page().setViewportSize(390, 800);
    for (String path :
        List.of("/admin", "/admin/prospects", "/admin/sources", "/admin/rules/new")) {
      open(path);
      assertThat(page().locator("html").getAttribute("data-bs-theme")).isEqualTo("dark");
      assertThat(page().evaluate("document.documentElement.scrollWidth <= 390"))
          .as(path + " scrolls sideways")
          .isEqualTo(true);
      browser().screenshot("phone-dark" + path.replace('/', '-'));
    }
    button("Menu").click();
    page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sources")).click();
    PlaywrightAssertions.assertThat(page()).hasURL(HUB.uri("/admin/sources").toString());
  }

  @Test
  void theKeyboardGetsPastTheMenu() {
    open("/admin/prospects");
    page().keyboard().press("Tab");
    PlaywrightAssertions.assertThat(page().locator(".skip-link")).isFocused();
    page().keyboard().press("Enter");
    page().keyboard().press("Tab");
    PlaywrightAssertions.assertThat(page().locator("#q")).isFocused();
  }

  private Browser browser() {
    return Objects.requireNonNull(opened);
  }

  private Page page() {
    return browser().page();
  }

  private void open(String path) {
    page().navigate(HUB.uri(path).toString());
  }

  /** Chooses, and waits until the line is drawn anew. */
  private void choose(Locator select, String value) {
    page().waitForResponse("**/admin/rules/parts**", () -> select.selectOption(value));
    PlaywrightAssertions.assertThat(page().locator(BEING_DRAWN)).hasCount(0);
  }

  private Locator button(String name) {
    return page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void see(String words) {
    PlaywrightAssertions.assertThat(page().locator("main")).containsText(words);
  }

  private void complain(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().contains("404")) {
      complaints.add(message.text());
    }
  }

  private static HttpRequest.Builder identify(String writeKey, String email) {
    String key =
        Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(HUB.uri("/v1/identify"))
        .header("Authorization", "Basic " + key)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                """
                {"userId":"%s","traits":{"email":"%s"}}\
                """
                    .formatted(email, email)));
  }
}
