package dev.leadline.server.admin.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.campaign.Campaign;
import dev.leadline.campaign.CampaignSaved;
import dev.leadline.campaign.Wording;
import dev.leadline.crew.Role;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.prospect.Sort;
import dev.leadline.prospect.Wanted;
import dev.leadline.server.TestHub;
import dev.leadline.server.admin.Visitor;
import dev.leadline.server.wiring.Desk;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProspectPagesIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private static long seller;

  @BeforeAll
  static void people() {
    Visitor.user(HUB, Role.MARKETING, "marketing@pages.example");
    Visitor.user(HUB, Role.SALES, "other@pages.example");
    seller = Visitor.user(HUB, Role.SALES, "sales@pages.example");
    HUB.hub().fields().create(new Field(1, "renewal", "Renewal", FieldType.DATE, true, List.of()));
  }

  @Test
  void createsByHandAndTellsWhoDidIt() {
    Visitor visitor = marketing();
    HttpResponse<String> made =
        visitor.post(
            "/admin/prospects/new",
            "f.email",
            "ann@acme.io",
            "f.first_name",
            "Ann",
            "f.comments",
            "<b>bold</b>",
            "owner",
            Long.toString(seller),
            "tags",
            "vip, webinar");
    assertThat(made.statusCode()).isEqualTo(302);
    String page = visitor.follow(made).body();

    assertThat(page)
        .contains("ann@acme.io", "vip", "webinar", "Test Sales", "Test Marketing")
        .contains("&lt;b&gt;bold&lt;/b&gt;")
        .contains("This unit is not connected to the CRM.");
  }

  @Test
  void theTimelineTakesFieldsInTheirOrderAndCallsCampaignsByName() throws Exception {
    Wording fair = new Wording("Trade fair", List.of("Sent"), true);
    if (!(HUB.hub().campaigns().create(1, fair) instanceof CampaignSaved.Kept(Campaign kept))) {
      throw new AssertionError("not kept");
    }
    long id = prospect("bea@acme.io", Map.of());
    Change change =
        new Change(
            1,
            new Who.ById(id),
            Change.IfUnknown.REFUSE,
            Map.of("zip", "53111", "city", "Bonn"),
            List.of(new Action.AddToCampaign(kept.id(), "Sent")),
            List.of(),
            Origin.SYSTEM,
            Instant.now(),
            Lane.EVENT);
    HUB.hub().intake().accept(List.of(change));

    String page = marketing().get("/admin/prospects/" + id).body();
    assertThat(page.substring(page.indexOf("timeline-list")))
        .containsSubsequence("City", "Bonn", "Zip", "53111", "Campaign Trade fair", "Sent")
        .doesNotContain("campaign:");
  }

  @Test
  void losesNothingThatWasTypedWhenSomethingIsWrong() {
    Visitor visitor = marketing();
    HttpResponse<String> refused =
        visitor.post(
            "/admin/prospects/new",
            "f.email",
            "not an address",
            "f.company",
            "Kept \"Company\"",
            "f.renewal",
            "someday",
            "tags",
            "kept-tag");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("not an address", "Kept &#34;Company&#34;", "someday", "kept-tag")
        .contains("Renewal takes a date");
    HttpResponse<String> invalidEmail =
        visitor.post("/admin/prospects/new", "f.email", "not an address");
    assertThat(invalidEmail.body()).contains("The email is not a valid address.");
  }

  @Test
  void assignsToNobodyWhoIsNotOffered() {
    HttpResponse<String> refused =
        marketing().post("/admin/prospects/new", "f.email", "lost@acme.io", "owner", "999999");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Choose an active user");
    assertThat(HUB.hub().prospects().withEmail("lost@acme.io")).isEmpty();
  }

  @Test
  void comesBackToTheListWhateverWasLookedFor() {
    Visitor visitor = marketing();
    for (String query : List.of("q={x}", "q=a%0Ab")) {
      HttpResponse<String> done =
          visitor.post(
              "/admin/prospects/bulk", "do", "archive", "back", "/admin/prospects?" + query);
      assertThat(Visitor.location(done)).contains("/admin/prospects");
    }
    HttpResponse<String> broken =
        visitor.post(
            "/admin/prospects/bulk", "do", "archive", "back", "/admin/prospects?a\r\nb: c");
    assertThat(Visitor.location(broken)).endsWith("/admin/prospects");
  }

  @Test
  void aDryRunRefusesWhatSavingWouldRefuse() {
    String[] unknown = {"c", "root", "c.root.group", "yes", "c.root.any", "all"};
    assertThat(marketing().post("/admin/rules/dry-run", unknown).body())
        .doesNotContain("would match");
  }

  @Test
  void writesOnlyWhatWasChangedInTheForm() throws Exception {
    long id = prospect("form@acme.io", Map.of("company", "Old", "city", "Rome"));
    Visitor visitor = marketing();
    HUB.hub()
        .intake()
        .accept(List.of(Change.edit(1, id, Map.of("city", "Paris"), Origin.SYSTEM, Instant.now())));
    HttpResponse<String> saved =
        visitor.post(
            "/admin/prospects/" + id + "/edit",
            "f.email",
            "form@acme.io",
            "was.email",
            "form@acme.io",
            "f.company",
            "New",
            "was.company",
            "Old",
            "f.city",
            "Rome",
            "was.city",
            "Rome");

    assertThat(saved.statusCode()).isEqualTo(302);
    Prospect now = HUB.hub().prospects().find(id).orElseThrow();
    assertThat(now.field("company")).isEqualTo("New");
    assertThat(now.field("city")).isEqualTo("Paris");
  }

  @Test
  void showsASalespersonNobodyElsesProspects() throws Exception {
    long own = prospect("own@acme.io", Map.of());
    long others = prospect("others@acme.io", Map.of());
    marketing().post("/admin/prospects/" + own + "/assign", "owner", "" + seller);
    Visitor sales = Visitor.signedIn(HUB, "sales@pages.example", Visitor.PASSWORD);

    assertThat(sales.get("/admin/prospects?owner=none").body())
        .contains("own@acme.io")
        .doesNotContain("others@acme.io");
    assertThat(sales.get("/admin/prospects/" + own).statusCode()).isEqualTo(200);
    for (String path : List.of("", "/edit", "/timeline")) {
      assertThat(sales.get("/admin/prospects/" + others + path).statusCode()).isEqualTo(404);
    }
    for (String path : List.of("/edit", "/tags", "/score", "/archive", "/restore", "/sync")) {
      assertThat(
              sales
                  .post("/admin/prospects/" + others + path, "tag", "x", "score", "1")
                  .statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(HUB.hub().prospects().find(others).orElseThrow().tags()).isEmpty();
  }

  @Test
  void archivesAndTakesItBack() throws Exception {
    long id = prospect("bin@acme.io", Map.of());
    Visitor visitor = marketing();
    String told = visitor.follow(visitor.post("/admin/prospects/" + id + "/archive")).body();

    assertThat(told).contains("is archived", "/admin/prospects/" + id + "/restore", "Undo");
    assertThat(visitor.get("/admin/prospects?q=bin@acme").body()).contains("No prospect is like");
    visitor.post("/admin/prospects/" + id + "/restore");
    assertThat(visitor.get("/admin/prospects?q=bin@acme").body()).contains("bin@acme.io");
  }

  @Test
  void doesTheSameToAllChosen() throws Exception {
    long first = prospect("bulk1@acme.io", Map.of());
    long second = prospect("bulk2@acme.io", Map.of());
    Visitor visitor = marketing();
    HttpResponse<String> done =
        visitor.post(
            "/admin/prospects/bulk",
            "id",
            "" + first,
            "id",
            "" + second,
            "do",
            "tag",
            "tag",
            "chosen",
            "back",
            "https://evil.example");

    assertThat(Visitor.location(done)).endsWith("/admin/prospects");
    assertThat(visitor.follow(done).body()).contains("2 prospects changed");
    assertThat(HUB.hub().prospects().find(second).orElseThrow().tags()).contains("chosen");
  }

  @Test
  void exportsTheFilteredListWithoutFormulas() throws Exception {
    prospect("=cmd@export.io", Map.of("company", "=1+1", "phone", "+49 89 123", "city", "X,Y"));
    String csv = marketing().get("/admin/prospects/export?q=%3Dcmd").body();

    assertThat(csv.lines()).hasSize(2);
    assertThat(csv)
        .contains("'=cmd@export.io", "'=1+1", "+49 89 123", "\"X,Y\"")
        .doesNotContain("'+49");
  }

  @Test
  void pagesThroughALongList() throws Exception {
    for (int i = 0; i < 120; i++) {
      prospect("page%03d@long.io".formatted(i), Map.of("company", "Longlist"));
    }
    Visitor visitor = marketing();
    String first = visitor.get("/admin/prospects?q=longlist&sort=email").body();
    assertThat(first).contains("<strong>120</strong>", "page000@long.io", "page049@long.io");
    assertThat(first).doesNotContain("page050@long.io");
    String next =
        first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
    String second = visitor.get(next).body();
    assertThat(second).contains("page050@long.io", "page099@long.io", "rel=\"prev\"");
  }

  private static Visitor marketing() {
    return Visitor.signedIn(HUB, "marketing@pages.example", Visitor.PASSWORD);
  }

  private static long prospect(String email, Map<String, String> fields) throws Exception {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("email", email);
    Change change =
        new Change(
            1,
            Who.keys(),
            Change.IfUnknown.CREATE,
            all,
            List.of(),
            List.of(),
            Origin.SYSTEM,
            Instant.now().minusSeconds(60),
            Lane.EVENT);
    HUB.hub().intake().accept(List.of(change));
    ProspectSearch search = Desk.over(HUB.hub()).search();
    return search
        .page(Wanted.all(1).text(email), Sort.CREATED, true, Optional.empty(), 1)
        .rows()
        .getFirst()
        .id();
  }
}
