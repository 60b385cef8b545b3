package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.Groups;
import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.User;
import dev.leadline.crew.UserSaved;
import dev.leadline.crew.Users;
import dev.leadline.prospect.Action;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.Known;
import dev.leadline.rule.Wording;
import dev.leadline.server.TestHub;
import dev.leadline.server.wiring.Desk;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages for users and groups. */
class CrewPagesIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private static final String HOST = "pages.example";

  private final Desk desk = Desk.over(HUB.hub());
  private final Visitor administrator = Visitor.of(HUB, Role.ADMINISTRATOR);

  @ParameterizedTest
  @EnumSource(names = {"MARKETING", "SALES_MANAGER", "SALES"})
  void onlyAdministratorsComeToUsersGroupsAndTheConnector(Role role) {
    Visitor visitor = Visitor.of(HUB, role);
    for (String page :
        List.of(
            "/admin/users",
            "/admin/users/new",
            "/admin/users/upload",
            "/admin/groups",
            "/admin/salesforce",
            "/admin/salesforce/settings",
            "/admin/salesforce/mapping",
            "/admin/salesforce/errors")) {
      assertThat(visitor.get(page).statusCode()).as(page).isEqualTo(403);
      assertThat(administrator.get(page).statusCode()).as(page).isEqualTo(200);
    }
    assertThat(visitor.post("/admin/users/new", "email", "x@y.example").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    User user = made("forged@" + HOST, Role.SALES);

    assertThat(administrator.forge("/admin/users/" + user.id() + "/deactivate").statusCode())
        .isEqualTo(403);
    assertThat(desk.users().find(user.id()).orElseThrow().active()).isTrue();
  }

  @Test
  void aNewUsersPasswordIsShownOnceAndHasToBeChanged() {
    HttpResponse<String> made =
        administrator.post(
            "/admin/users/new",
            "first_name",
            "Nora",
            "last_name",
            "New",
            "email",
            "nora@" + HOST,
            "role",
            "Sales",
            "crm_username",
            "nora@acme.example",
            "password",
            "yes");
    HttpResponse<String> page = administrator.follow(made);
    Matcher password =
        Pattern.compile("<code id=\"one-time\">([a-z0-9-]+)</code>").matcher(page.body());

    assertThat(page.body()).contains("Nora New is a user now.");
    assertThat(password.find()).isTrue();
    assertThat(administrator.get(page.uri().getPath()).body()).doesNotContain("one-time");
    Visitor nora = Visitor.signedIn(HUB, "nora@" + HOST, password.group(1));
    assertThat(Visitor.location(nora.get("/admin"))).endsWith("/admin/account/password");
  }

  @Test
  void whatWasTypedStaysWhenItCannotBeKept() {
    HttpResponse<String> answer =
        administrator.post(
            "/admin/users/new",
            "first_name",
            "Ty\"ped",
            "last_name",
            "",
            "email",
            "no address",
            "role",
            "Marketing");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Ty&#34;ped")
        .contains("no address")
        .contains("Last Name is missing.")
        .contains("Email Address is not a valid address.")
        .contains("<option value=\"Marketing\" selected>");
    assertThat(desk.users().byEmail("no address")).isEmpty();
  }

  @Test
  void anEmailIsTakenOnlyOnce() {
    made("twice@" + HOST, Role.SALES);

    HttpResponse<String> answer =
        administrator.post(
            "/admin/users/new",
            "first_name",
            "A",
            "last_name",
            "B",
            "email",
            "TWICE@" + HOST,
            "role",
            "Sales");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Another user has this email.");
  }

  @Test
  void whoIsDeactivatedIsOutAtOnce() {
    Visitor out = Visitor.of(HUB, Role.SALES_MANAGER, "out@" + HOST);
    long id = desk.users().byEmail("out@" + HOST).orElseThrow().id();
    assertThat(out.get("/admin/prospects").statusCode()).isEqualTo(200);

    administrator.post("/admin/users/" + id + "/deactivate");

    assertThat(Visitor.location(out.get("/admin/prospects"))).contains("/sign-in");
    administrator.post("/admin/users/" + id + "/activate");
    assertThat(Visitor.location(out.get("/admin/prospects"))).contains("/sign-in");
  }

  @Test
  void whoLosesARoleLosesItsRightsAtOnce() {
    Visitor demoted = Visitor.of(HUB, Role.ADMINISTRATOR, "demoted@" + HOST);
    User user = desk.users().byEmail("demoted@" + HOST).orElseThrow();
    assertThat(demoted.get("/admin/users").statusCode()).isEqualTo(200);

    desk.users().edit(user.id(), user.profile().withRole(Role.SALES));

    assertThat(Visitor.location(demoted.get("/admin/users"))).contains("/sign-in");
  }

  @Test
  void nobodyKeepsThemselvesOut() {
    long self = desk.users().byEmail("administrator@" + HOST).orElseThrow().id();

    String told = administrator.submit("/admin/users/" + self + "/deactivate");

    assertThat(told).contains("You cannot keep yourself out.");
    assertThat(desk.users().find(self).orElseThrow().active()).isTrue();
  }

  @Test
  void usersOfAnotherUnitAreNotThere() throws SQLException {
    execute("INSERT INTO unit (id, name) VALUES (77, 'Elsewhere') ON CONFLICT DO NOTHING");
    UserSaved saved =
        desk.users().create(77, Profile.of("far@away.example", "Far", "Away", Role.SALES));
    assertThat(saved).isInstanceOf(UserSaved.Kept.class);
    long id = desk.users().byEmail("far@away.example").orElseThrow().id();

    assertThat(administrator.get("/admin/users/" + id).statusCode()).isEqualTo(404);
    assertThat(administrator.post("/admin/users/" + id + "/password").statusCode()).isEqualTo(404);
    assertThat(administrator.get("/admin/users?q=far").body()).doesNotContain("Far Away");
  }

  @Test
  void usersAreFoundByNameRoleAndState() {
    User found = made("needle@" + HOST, Role.MARKETING);
    desk.users().activate(found.id(), false);

    String inactive =
        administrator.get("/admin/users?q=NEEDLE&role=Marketing&state=inactive").body();
    String active = administrator.get("/admin/users?q=needle&state=active").body();

    assertThat(inactive).contains("needle@" + HOST);
    assertThat(active).doesNotContain(">needle@" + HOST).contains("No user is like that");
  }

  @Test
  void aFileIsLookedAtBeforeItIsTaken() {
    String file =
        """
        Email Address,First Name,Last Name,Role,Shoe size
        csv1@pages.example,Cy,One,Marketing,44
        csv2@pages.example,Cy,,Sales,45
        csv3@pages.example,Cy,Three,Emperor,46
        """;
    HttpResponse<String> looked =
        administrator.upload("/admin/users/upload", file, "role", "Sales");

    assertThat(looked.statusCode()).isEqualTo(200);
    assertThat(looked.body())
        .contains("What the file would do")
        .contains("Last Name is missing.")
        .contains("There is no role “Emperor”.")
        .contains("Shoe size");
    assertThat(desk.users().byEmail("csv1@" + HOST)).isEmpty();

    Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(looked.body());
    assertThat(key.find()).isTrue();
    String errors = administrator.get("/admin/users/upload/errors?key=" + key.group(1)).body();
    assertThat(errors.lines())
        .hasSize(3)
        .first()
        .isEqualTo("Email Address,First Name,Last Name,Role,Shoe size,Error");

    String taken = administrator.submit("/admin/users/upload/take", "key", key.group(1));
    assertThat(taken).contains("What the file did");
    assertThat(desk.users().byEmail("csv1@" + HOST)).isPresent();
    assertThat(desk.users().byEmail("csv2@" + HOST)).isEmpty();

    String again = administrator.submit("/admin/users/upload/take", "key", key.group(1));
    assertThat(again).contains("This file is not here any more.");
  }

  @Test
  void aFileThatIsNoListOfUsersIsRefusedWithTheReason() {
    HttpResponse<String> answer =
        administrator.upload("/admin/users/upload", "Name\nAnn\n", "role", "Marketing");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("The header lacks “Email Address”")
        .contains("<option value=\"Marketing\" selected>");
  }

  @Test
  void aGroupHasTheMembersThatWereChosen() {
    User one = made("member1@" + HOST, Role.SALES);
    User two = made("member2@" + HOST, Role.SALES);
    String group = Visitor.location(administrator.post("/admin/groups", "name", "Chosen"));

    administrator.post(
        path(group), "name", "Chosen", "member", "" + one.id(), "member", "" + two.id());
    administrator.post(path(group), "name", "Chosen well", "member", "" + two.id());

    assertThat(group("Chosen well").members()).containsExactly(two.id());
    assertThat(administrator.get("/admin/groups").body()).contains("Chosen well");
  }

  @Test
  void aGroupsNameIsTakenOnlyOnceAndTheChoiceStays() {
    User member = made("member3@" + HOST, Role.SALES);
    administrator.post("/admin/groups", "name", "Taken");
    String group = Visitor.location(administrator.post("/admin/groups", "name", "Other"));

    HttpResponse<String> answer =
        administrator.post(path(group), "name", "Taken", "member", "" + member.id());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Another group has this name.")
        .containsPattern("name=\"member\" value=\"" + member.id() + "\" checked");
    assertThat(group("Other").members()).isEmpty();
  }

  @Test
  void aGroupThatARuleAssignsToStays() {
    administrator.submit("/admin/groups", "name", "Needed");
    long id = group("Needed").id();
    desk.rules()
        .create(
            1,
            new Wording(
                "To needed",
                "",
                new Criteria.Unassigned(),
                List.of(new Action.AssignToGroup(id, false))),
            new Known(Map.of(), Set.of(), Set.of(id), Map.of()));

    String told = administrator.submit("/admin/groups/" + id + "/delete");

    assertThat(told).contains("Rules assign to this group.").contains("To needed");
    assertThat(group("Needed").id()).isEqualTo(id);
  }

  private User made(String email, Role role) {
    Users users = desk.users();
    users.create(1, Profile.of(email, "Made", email, role));
    return users.byEmail(email).orElseThrow();
  }

  private Groups.Group group(String name) {
    return desk.groups().all(1).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String path(String location) {
    return location.replaceFirst("^https?://[^/]+", "");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = HUB.hub().database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
