package dev.leadline.crew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.CrmUsers.CrmUser;
import dev.leadline.crew.Groups.Group;
import dev.leadline.crew.UserPage.Cursor;
import dev.leadline.crew.UserPage.Filter;
import dev.leadline.db.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsersIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Users users;
  private User root;

  @BeforeEach
  void oneAdministrator() {
    DATABASE
        .jdbi()
        .useHandle(tx -> {
          tx.execute("TRUNCATE crew_user, crew_group CASCADE");
          tx.execute("INSERT INTO unit (name) VALUES ('Other') ON CONFLICT DO NOTHING");
        });
    users = new Users(DATABASE.jdbi());
    root = create(Profile.of("root@acme.example", "Ruth", "Root", Role.ADMINISTRATOR));
  }

  @Test
  void keepsWhatIsWrittenDown() {
    Profile profile =
        new Profile(
            " ann@acme.example ",
            "Ann",
            "Lee",
            "AE",
            "+49 1",
            Role.SALES,
            "ann@sf",
            "00500000000000A");
    User ann = create(profile);

    assertThat(ann.email()).isEqualTo("ann@acme.example");
    assertThat(ann.profile()).isEqualTo(profile);
    assertThat(ann.active()).isTrue();
    assertThat(ann.hasPassword()).isFalse();
    assertThat(users.find(ann.id())).contains(ann);
    assertThat(users.byEmail("ANN@acme.example")).contains(ann);
    assertThat(users.all(1)).containsExactly(ann, root);
  }

  @Test
  void refusesWhatCannotBeKept() {
    User ann =
        create(
            Profile.of("ann@acme.example", "Ann", "Lee", Role.SALES)
                .withCrm("ann@sf", "00500000000000A"));

    assertThat(users.create(1, Profile.of("x", "", "Y", Role.SALES)))
        .isEqualTo(
            new UserSaved.Invalid(
                List.of("Email Address is not a valid address.", "First Name is missing.")));
    assertThat(
            users.create(1, Profile.of("c@acme.example", "C", "C", Role.SALES).withCrm("", "xxx")))
        .isEqualTo(new UserSaved.Invalid(List.of("CRM user id has 15 or 18 letters and digits.")));
    assertThat(users.create(2, Profile.of("Ann@Acme.example", "A", "B", Role.SALES)))
        .isEqualTo(new UserSaved.EmailTaken("Ann@Acme.example"));
    assertThat(
            users.create(
                1,
                Profile.of("b@acme.example", "B", "B", Role.SALES).withCrm("b", "00500000000000A")))
        .isEqualTo(new UserSaved.CrmUserTaken("00500000000000A"));
    assertThat(users.edit(ann.id(), Profile.of("root@acme.example", "A", "B", Role.SALES)))
        .isEqualTo(new UserSaved.EmailTaken("root@acme.example"));
    assertThat(users.edit(-1, ann.profile())).isEqualTo(new UserSaved.Unknown());
    assertThat(users.edit(ann.id(), ann.profile())).isEqualTo(new UserSaved.Kept(ann));
  }

  @Test
  void theLastActiveAdministratorStays() {
    assertThat(users.activate(root.id(), false)).isEqualTo(new UserSaved.LastAdministrator());
    assertThat(users.edit(root.id(), root.profile().withRole(Role.SALES)))
        .isEqualTo(new UserSaved.LastAdministrator());

    User second = create(Profile.of("two@acme.example", "Two", "Root", Role.ADMINISTRATOR));
    assertThat(users.activate(root.id(), false)).isInstanceOf(UserSaved.Kept.class);
    assertThat(users.activate(second.id(), false)).isEqualTo(new UserSaved.LastAdministrator());
  }

  @Test
  void pagesByNameAndFilters() {
    List<String> names = List.of("Öz", "abel", "Abel", "Zorn", "_x", "100%");
    for (String name : names) {
      create(Profile.of("u" + names.indexOf(name) + "@acme.example", "Kim", name, Role.SALES));
    }
    List<User> all = new ArrayList<>();
    Optional<Cursor> next = Optional.of(Cursor.START);
    while (next.isPresent()) {
      UserPage page = users.page(1, Filter.ALL, next.get(), 2);
      assertThat(page.users()).isNotEmpty();
      all.addAll(page.users());
      next = page.next();
    }
    assertThat(all).isEqualTo(users.all(1)).hasSize(7);

    assertThat(page(new Filter("kim ABEL", null, null))).hasSize(2);
    assertThat(page(new Filter("%", null, null))).hasSize(1);
    assertThat(page(new Filter("", Role.ADMINISTRATOR, null))).containsExactly(root);
    assertThat(page(new Filter("", null, false))).isEmpty();
  }

  @Test
  void matchesUsersOfTheCrmByTheirUsernames() {
    User ann = create(Profile.of("ann@acme.example", "Ann", "A", Role.SALES).withCrm("Ann@SF", ""));
    create(
        Profile.of("bob@acme.example", "Bob", "B", Role.SALES)
            .withCrm("bob@sf", "00500000000000B"));

    List<CrmUser> theirs =
        List.of(
            new CrmUser("00500000000000A", "ann@sf", ""),
            new CrmUser("00500000000000B", "bob@sf", ""),
            new CrmUser("00500000000000E", "eve@sf", ""));
    assertThat(match(theirs)).isEqualTo(1);
    assertThat(users.find(ann.id()).orElseThrow().profile().crmUserId())
        .isEqualTo("00500000000000A");
    assertThat(match(theirs)).isZero();
  }

  private static int match(List<CrmUser> theirs) {
    return DATABASE.jdbi().inTransaction(tx -> new CrmUsers().match(tx, 1, theirs));
  }

  @Test
  void keepsGroupsAndTheirMembers() {
    Groups groups = new Groups(DATABASE.jdbi());
    Group south = kept(groups.create(1, " South "));
    Group north = kept(groups.create(1, "North"));
    User elsewhere =
        ((UserSaved.Kept) users.create(2, Profile.of("e@acme.example", "E", "E", Role.SALES)))
            .user();

    assertThat(groups.create(1, "South")).isEqualTo(new Groups.Saved.NameTaken("South"));
    assertThat(groups.create(1, " ")).isInstanceOf(Groups.Saved.Invalid.class);
    assertThat(groups.rename(north.id(), "South")).isEqualTo(new Groups.Saved.NameTaken("South"));
    assertThat(groups.rename(north.id(), "East")).isInstanceOf(Groups.Saved.Kept.class);
    assertThat(kept(groups.setMembers(south.id(), List.of(root.id(), elsewhere.id(), -1L))))
        .isEqualTo(new Group(south.id(), 1, "South", List.of(root.id())));
    assertThat(groups.setMembers(-1, List.of())).isEqualTo(new Groups.Saved.Unknown());
    assertThat(groups.all(1)).extracting(Group::name).containsExactly("East", "South");
    assertThat(groups.delete(south.id())).isTrue();
    assertThat(groups.find(south.id())).isEmpty();
    assertThat(groups.delete(south.id())).isFalse();
  }

  private List<User> page(Filter filter) {
    return users.page(1, filter, Cursor.START, 50).users();
  }

  private User create(Profile profile) {
    UserSaved saved = users.create(1, profile);
    assertThat(saved).isInstanceOf(UserSaved.Kept.class);
    return ((UserSaved.Kept) saved).user();
  }

  private static Group kept(Groups.Saved saved) {
    assertThat(saved).isInstanceOf(Groups.Saved.Kept.class);
    return ((Groups.Saved.Kept) saved).group();
  }
}
