package dev.leadline.journey;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Chromium, used as a person uses it: by labels, buttons and links. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Playwright playwright;
  private final Page page;

  private Browser(Playwright playwright, Page page) {
    this.playwright = playwright;
    this.page = page;
  }

  static Browser open(Path chromium) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Page page =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")))
            .newPage();
    page.setViewportSize(1280, 900);
    return new Browser(playwright, page);
  }

  void signIn(World world) {
    signIn(world.hub(), world.user(), world.password());
  }

  void signIn(String hub, String user, String password) {
    page.navigate(hub + "/sign-in");
    page.getByLabel("Email").fill(user);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
  }

  /** The words on the page of the prospect with this email, found by searching for it. */
  String prospect(World world, String email) {
    page.navigate(
        world.hub() + "/admin/prospects?q=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
    Locator row = page.locator("tbody").getByRole(AriaRole.LINK).first();
    row.click();
    return page.getByRole(AriaRole.MAIN).innerText();
  }

  Page page() {
    return page;
  }

  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
