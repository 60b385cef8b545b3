package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.leadline.crew.Role;
import dev.leadline.journey.Chromium;
import dev.leadline.server.TestHub;
import dev.leadline.server.wiring.Crm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator's first hour in a real Chromium: users, groups, fields, Salesforce. */
class PagesInBrowserIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String LONG =
      "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley";

  private static Optional<Playwright> playwright = Optional.empty();
  private static Optional<Browser> browser = Optional.empty();

  private final List<String> complaints = new ArrayList<>();
  private Optional<Page> open = Optional.empty();

  @BeforeAll
  static void start() {
    Optional<Path> chromium = Chromium.find();
    if (System.getenv("CI") != null) {
      assertThat(chromium).as("there is no Chromium").isPresent();
    }
    Assumptions.assumeTrue(chromium.isPresent(), "there is no Chromium; ./leadline verify gets it");
    Playwright driver =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = Optional.of(driver);
    browser =
        Optional.of(
            driver
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run"))));
  }

  @AfterAll
  static void stop() {
    playwright.ifPresent(Playwright::close);
  }

  @BeforeEach
  void signIn() {
    Visitor.of(HUB, Role.ADMINISTRATOR); // makes the user
    Page page =
        browser
            .orElseThrow()
            .newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))
            .newPage();
    page.setDefaultTimeout(60_000);
    page.onConsoleMessage(message -> {
      // A page that is shown again with what is wrong is answered 422; that is no complaint.
      if (message.type().equals("error") && !message.text().contains("422")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> dialog.accept());
    open = Optional.of(page);
    go("/sign-in");
    page.getByLabel("Email").fill("administrator@pages.example");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(Visitor.PASSWORD);
    press("Sign in");
    page.waitForURL("**/admin");
  }

  @AfterEach
  void nothingBrokeInTheBrowser() {
    open.ifPresent(page -> page.context().close());
    assertThat(complaints).isEmpty();
  }

  @Test
  void aCrewIsMadeByHandAndFromAFile() {
    go("/admin/users");
    page().getByRole(AriaRole.LINK, link("New user")).click();
    fill("First name", "Maximiliane");
    fill("Last name", LONG);
    fill("Email", "maximiliane@browser.example");
    shoot("user-new");
    press("Create");
    assertThat(page().locator("#one-time").innerText()).matches("[a-z0-9]{4}(-[a-z0-9]{4}){3}");
    shoot("user-one-time-password");

    go("/admin/users/upload");
    page()
        .getByLabel("CSV file")
        .setInputFiles(
            new FilePayload("crew.csv", "text/csv", file().getBytes(StandardCharsets.UTF_8)));
    press("Check the file");
    assertThat(main()).contains("would be new", "Last Name is missing.");
    shoot("upload-dry-run");
    press("Save the 12 good rows");
    assertThat(page().title()).startsWith("What the file did");
    shoot("upload-done");

    go("/admin/users");
    page().keyboard().press("/");
    page().keyboard().type("person 1");
    page().waitForCondition(() -> page().getByRole(AriaRole.ROW).count() == 5);
    assertThat(page().url()).contains("q=person");
    shoot("users-found");
    go("/admin/users");
    shoot("users");

    go("/admin/groups");
    fill("Name", "Sales " + LONG);
    press("Create");
    page().getByLabel("Person 3").check();
    page().getByLabel("Person 4").check();
    press("Save");
    assertThat(main()).contains("The group is saved.", "Members (2)");
    shoot("group");
    go("/admin/groups");
    shoot("groups");
  }

  @Test
  void aFieldIsMade() {
    go("/admin/fields/new");
    fill("Label", "Favourite colour");
    assertThat(page().getByLabel("Values offered").isVisible()).isFalse();
    page().getByLabel("Type").selectOption("DROPDOWN");
    press("Create");
    assertThat(main()).contains("Say which values are offered");
    assertThat(page().getByLabel("Label").inputValue()).isEqualTo("Favourite colour");
    shoot("field-refused");
    fill("Values offered", "red\ngreen");
    press("Create");
    assertThat(main()).contains("Callers write it as favourite_colour.");
    shoot("fields");
  }

  @Test
  void salesforceIsConnectedMappedAndItsErrorsTriedAgain() throws IOException, SQLException {
    go("/admin/salesforce");
    shoot("salesforce-nothing");
    try (SmallOrg org = new SmallOrg()) {
      page().getByRole(AriaRole.LINK, link("Connect")).click();
      fill("Address of the org", org.url());
      fill("Client id", "app");
      assertThat(page().getByLabel("Private key").isVisible()).isFalse();
      press("Save");
      assertThat(main()).contains("The client secret is needed.");
      shoot("salesforce-settings-refused");
      fill("Client secret", "wrong");
      press("Save");
      press("Verify");
      assertThat(main()).contains("Not verified.");
      shoot("salesforce-refused");
      go("/admin/salesforce/settings");
      fill("Client secret", SmallOrg.SECRET);
      shoot("salesforce-settings");
      press("Save");
      press("Verify");
      assertThat(main()).contains("Verified.", "00Dsmall");
      shoot("salesforce-verified");
      page().getByRole(AriaRole.LINK, link("Mapping")).click();
      page().getByLabel("Who wins for Job title of Lead").selectOption("OURS");
      shoot("salesforce-mapping");
      press("Save the mapping");
      assertThat(main()).contains("One field is mapped differently");
      page().getByRole(AriaRole.LINK, link("Map a field")).click();
      shoot("salesforce-mapping-new");
      errors();
      go("/admin/salesforce/errors");
      shoot("salesforce-errors");
      page().getByRole(AriaRole.LINK, link("STRING_TOO_LONG")).click();
      shoot("salesforce-cause");
      press("Retry all 1");
      assertThat(main()).contains("It is tried once the connector runs.");
    }
  }

  private static String file() {
    StringBuilder file = new StringBuilder("Email Address,First Name,Last Name,Role\n");
    for (int i = 1; i <= 12; i++) {
      file.append("person%d@browser.example,Person,%d,Sales\n".formatted(i, i));
    }
    return file.append("broken@browser.example,Nobody,,Sales\n").toString();
  }

  private static void errors() throws SQLException {
    String insert =
        """
        INSERT INTO sync_error (unit, remote, prospect, code, message, remedy, first_at, last_at)
        VALUES (1, '%s', %d, '%s', '%s', 'person', now(), now()) ON CONFLICT DO NOTHING
        """;
    try (Connection connection = HUB.hub().database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= 7; i++) {
        statement.execute(
            insert.formatted(
                Crm.REMOTE,
                900 + i,
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: [Company]"));
      }
      statement.execute(
          insert.formatted(
              Crm.REMOTE,
              950,
              "STRING_TOO_LONG",
              "Title: data value too large: " + LONG.repeat(4) + " (max length=128)"));
    }
  }

  private Page page() {
    return open.orElseThrow();
  }

  private void go(String path) {
    page().navigate(HUB.uri(path).toString());
  }

  private String main() {
    page().waitForLoadState();
    return page().getByRole(AriaRole.MAIN).innerText();
  }

  private void fill(String label, String value) {
    page().getByRole(AriaRole.MAIN).getByLabel(label).first().fill(value);
  }

  private void press(String button) {
    page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
    page().waitForLoadState();
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** In light and dark, wide and at phone width; a page that must be pushed sideways fails. */
  private void shoot(String name) {
    page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    take(name);
    page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(name + "-dark");
    page().setViewportSize(390, 844);
    take(name + "-phone");
    assertThat(page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " fits a phone")
        .isEqualTo(true);
    page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page().setViewportSize(1280, 900);
  }

  private void take(String name) {
    page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(true));
  }
}
