package dev.leadline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leadline.TestHub;
import dev.leadline.campaign.Campaign;
import dev.leadline.campaign.CampaignSaved;
import dev.leadline.campaign.Member;
import dev.leadline.crew.Groups;
import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.crew.UserSaved;
import dev.leadline.crew.Users;
import dev.leadline.db.TestDatabase;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.Known;
import dev.leadline.rule.Preview;
import dev.leadline.rule.RuleSaved;
import dev.leadline.rule.ScoreTest;
import dev.leadline.rule.Sweeps;
import dev.leadline.rule.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rules do to prospects on their way through the intake, and to those already there. */
class FollowRulesIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Criteria ULM = Criteria.field("city", FieldTest.IS, "Ulm");

  private TestHub hub;
  private Users users;
  private Groups groups;
  private Sweeps sweeps;
  private SweepRules sweep;

  @BeforeEach
  void startEmpty() {
    DATABASE
        .jdbi()
        .useHandle(tx ->
            tx.execute(
                """
                TRUNCATE prospect, prospect_change, identity_key, outbox, rule, rule_match,
                         campaign, campaign_member, crew_user, crew_group, crew_member
                """));
    hub = new TestHub(DATABASE.database(), InstantSource.fixed(NOW));
    users = new Users(DATABASE.jdbi());
    groups = new Groups(DATABASE.jdbi());
    sweeps = new Sweeps(DATABASE.jdbi(), hub.fields, hub.rules);
    sweep = new SweepRules(sweeps, hub.intake);
  }

  @Test
  void assignsNewProspectsInTurnTagsAndScoresThem() throws Exception {
    long ann = user("ann");
    long bob = user("bob");
    long group = group(ann, bob);
    long rule =
        running(
            "Ulm",
            ULM,
            new Action.AssignToGroup(group, false),
            new Action.AddTag("south"),
            new Action.AdjustScore(10));

    List<Long> created = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      created.add(create("p" + i + "@acme.example", "Ulm"));
    }
    created.add(create("p4@acme.example", "Rom"));

    assertThat(created.stream().map(id -> String.valueOf(find(id).owner())))
        .containsExactly("" + ann, "" + bob, "" + ann, "null");
    assertThat(find(created.getFirst()).tags()).containsExactly("south");
    assertThat(find(created.getFirst()).score()).isEqualTo(10);
    assertThat(find(created.getLast()).tags()).isEmpty();
    assertThat(hub.changeLog.of(created.getFirst(), Long.MAX_VALUE, 9))
        .extracting(ChangeLog.Entry::origin)
        .containsExactly(Origin.rule(rule), Origin.signal(1));
  }

  @Test
  void aChainOfRulesIsFollowedToItsEnd() throws Exception {
    for (int i = 9; i > 0; i--) {
      running("R" + i, new Criteria.HasTag("t" + (i - 1)), new Action.AddTag("t" + i));
    }
    running("R0", ULM, new Action.AddTag("t0"));

    long id = create("chain@acme.example", "Ulm");

    assertThat(find(id).tags()).hasSize(10).contains("t0", "t9");
  }

  @Test
  void nothingIsAssignedToAUserWhoWasDeactivated() throws Exception {
    long ann = user("ann");
    user("bob");
    running("Ulm", ULM, new Action.AssignToUser(ann, false), new Action.AddTag("south"));
    users.activate(ann, false);

    long id = create("p@acme.example", "Ulm");

    assertThat(find(id).owner()).isNull();
    assertThat(find(id).tags()).containsExactly("south");
  }

  @Test
  void oneBatchGivesTurnsInTheOrderOfItsProspects() throws Exception {
    long ann = user("ann");
    long bob = user("bob");
    running("Ulm", ULM, new Action.AssignToGroup(group(ann, bob), false));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      changes.add(identify("p" + i + "@acme.example", Map.of("city", "Ulm")));
    }
    List<Outcome> outcomes = hub.intake.accept(changes);

    for (int i = 0; i < outcomes.size(); i++) {
      long id = ((Outcome.Created) outcomes.get(i)).prospect();
      assertThat(find(id).owner()).isEqualTo(i % 2 == 0 ? ann : bob);
    }
  }

  @Test
  void aRuleNeverTakesAProspectFromItsOwner() throws Exception {
    long ann = user("ann");
    long bob = user("bob");
    running("Ulm", ULM, new Action.AssignToUser(bob, false), new Action.AddTag("south"));
    long prospect = create("p@acme.example", "Rom");
    edit(prospect, Map.of(), new Action.AssignToUser(ann, true));
    edit(prospect, Map.of("city", "Ulm"));

    assertThat(find(prospect).owner()).isEqualTo(ann);
    assertThat(find(prospect).tags()).containsExactly("south");
  }

  @Test
  void aProspectMatchesARuleOnceForEver() throws Exception {
    running("Ulm", ULM, new Action.AdjustScore(1));
    long prospect = create("p@acme.example", "Ulm");
    edit(prospect, Map.of("city", "Rom"));
    edit(prospect, Map.of("city", "Ulm"));

    assertThat(find(prospect).score()).isEqualTo(1);
  }

  @Test
  void whatOneRuleDoesSetsOffAnother() throws Exception {
    running("hot", new Criteria.OnScore(ScoreTest.GREATER_THAN, 5), new Action.AddTag("hot"));
    running("tagged", new Criteria.HasTag("south"), new Action.AdjustScore(10));
    running("Ulm", ULM, new Action.AddTag("south"));
    long prospect = create("p@acme.example", "Rom");
    edit(prospect, Map.of("city", "Ulm"));

    assertThat(find(prospect).tags()).containsExactly("hot", "south");
    assertThat(find(prospect).score()).isEqualTo(10);
    assertThat(hub.ruleBook.matchesOf(prospect)).hasSize(3);
  }

  @Test
  void rulesThatUndoEachOtherStop() throws Exception {
    running("on", new Criteria.LacksTag("on"), new Action.AddTag("on"));
    running("off", new Criteria.HasTag("on"), new Action.RemoveTag("on"));
    long prospect = create("p@acme.example", "Ulm");

    assertThat(hub.ruleBook.matchesOf(prospect)).hasSize(2);
    assertThat(find(prospect).tags()).isEmpty();
  }

  @Test
  void aCampaignWaitsForTheCrmAndTheHistoryTellsOfIt() throws Exception {
    Campaign campaign = campaign("Fair");
    running("Ulm", ULM, new Action.AddToCampaign(campaign.id(), "responded"));
    long prospect = create("p@acme.example", "Ulm");

    assertThat(hub.campaigns.waiting(List.of(prospect)))
        .extracting(Member::campaign, Member::status)
        .containsExactly(tuple(campaign, "Responded"));
    assertThat(hub.changeLog.of(prospect, Long.MAX_VALUE, 1).getFirst().delta())
        .containsOnlyKeys("campaign:" + campaign.id());
  }

  @Test
  void aResumedRuleIsHeldAgainstAllProspectsAndGoesOnAfterACrash() throws Exception {
    Map<String, Long> prospects = fill(2_500);
    long rule = running("Ulm", ULM, new Action.AdjustScore(1));

    assertThat(sweep.once()).isTrue();
    assertThat(hub.ruleBook.look(rule).orElseThrow().swept()).contains(1_000L);
    Sweeps.Sweep crashed = sweeps.waiting().getFirst();
    hub.intake.reconsider(sweeps.next(crashed).orElseThrow().matching());
    while (sweep.once()) {
      assertThat(sweeps.waiting()).hasSizeLessThanOrEqualTo(1);
    }

    assertThat(hub.ruleBook.look(rule).orElseThrow().swept()).isEmpty();
    assertThat(hub.ruleBook.look(rule).orElseThrow().matches()).isEqualTo(500);
    Map<Integer, Long> scores =
        prospects.values().stream()
            .collect(Collectors.groupingBy(id -> find(id).score(), Collectors.counting()));
    assertThat(scores).containsExactlyInAnyOrderEntriesOf(Map.of(0, 2_000L, 1, 500L));
  }

  @Test
  void anEditDuringASweepBeginsItAnew() throws Exception {
    fill(10);
    long rule = running("Ulm", ULM, new Action.AdjustScore(1));
    Sweeps.Sweep stale = sweeps.waiting().getFirst();
    Sweeps.Page page = sweeps.next(stale).orElseThrow();
    hub.ruleBook.edit(
        rule,
        1,
        wording("Ulm", Criteria.field("city", FieldTest.IS, "Rom"), new Action.AdjustScore(1)),
        known());

    assertThat(sweeps.advance(stale, page)).isFalse();
    while (sweep.once()) {
      assertThat(sweeps.waiting()).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(hub.ruleBook.look(rule).orElseThrow().matches()).isEqualTo(8);
  }

  @Test
  void aDryRunTellsWhoWouldMatchAndChangesNothing() throws Exception {
    long rule = running("Ulm", ULM, new Action.AdjustScore(1));
    long before = create("before@acme.example", "Ulm");
    DATABASE.jdbi().useHandle(tx -> tx.execute("UPDATE rule SET state = 'paused'"));
    hub.rules.refresh();
    fill(1_500);
    long history = hub.count("prospect_change");

    Preview preview = sweeps.preview(TestHub.UNIT, ULM, rule, 5);
    assertThat(preview.progress().total()).isEqualTo(1_501);
    assertThat(preview.once().seen()).isEqualTo(1_000);
    assertThat(preview.done()).isFalse();
    Preview.Progress end = preview.once();

    assertThat(end.done()).isTrue();
    assertThat(end.seen()).isEqualTo(1_501);
    assertThat(end.matching()).isEqualTo(300);
    assertThat(end.already()).isEqualTo(1);
    assertThat(end.first()).hasSize(5).extracting(Prospect::id).doesNotContain(before);
    assertThat(hub.count("prospect_change")).isEqualTo(history);
    assertThat(hub.count("rule_match")).isEqualTo(1);
  }

  @Test
  void aDryRunKnowsWhoCreatedAProspect() throws Exception {
    create("a@acme.example", "Ulm");
    hub.intake.accept(List.of(change("b@acme.example", Map.of("city", "Ulm"), Origin.signal(2))));

    Preview preview =
        sweeps.preview(TestHub.UNIT, new Criteria.CreatedBy(Origin.Kind.SIGNAL, 2), null, 5);
    assertThat(preview.once().first())
        .extracting(prospect -> prospect.field("email"))
        .containsExactly("b@acme.example");
  }

  /** One of five is in Ulm. */
  private Map<String, Long> fill(int prospects) throws Exception {
    Map<String, Long> ids = new HashMap<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < prospects; i++) {
      changes.add(
          identify("fill" + i + "@acme.example", Map.of("city", i % 5 == 0 ? "Ulm" : "Rom")));
    }
    List<Outcome> outcomes = hub.intake.accept(changes);
    for (int i = 0; i < prospects; i++) {
      ids.put("fill" + i, ((Outcome.Created) outcomes.get(i)).prospect());
    }
    return ids;
  }

  private long running(String name, Criteria criteria, Action... actions) {
    RuleSaved saved = hub.ruleBook.create(TestHub.UNIT, wording(name, criteria, actions), known());
    assertThat(saved).isInstanceOf(RuleSaved.Kept.class);
    long id = ((RuleSaved.Kept) saved).rule().id();
    hub.ruleBook.resume(id);
    return id;
  }

  private static Wording wording(String name, Criteria criteria, Action... actions) {
    return new Wording(name, "", criteria, List.of(actions));
  }

  private Known known() {
    return new Known(
        hub.fields.of(TestHub.UNIT),
        users.all(TestHub.UNIT).stream().map(user -> user.id()).collect(Collectors.toSet()),
        groups.all(TestHub.UNIT).stream().map(group -> group.id()).collect(Collectors.toSet()),
        hub.campaigns.all(TestHub.UNIT).stream()
            .collect(Collectors.toMap(Campaign::id, Campaign::statuses)));
  }

  private long user(String name) {
    UserSaved saved =
        users.create(TestHub.UNIT, Profile.of(name + "@sales.example", name, "Seller", Role.SALES));
    return ((UserSaved.Kept) saved).user().id();
  }

  private long group(Long... members) {
    long id = ((Groups.Saved.Kept) groups.create(TestHub.UNIT, "South")).group().id();
    groups.setMembers(id, Set.of(members));
    return id;
  }

  private Campaign campaign(String name) {
    return ((CampaignSaved.Kept)
            hub.campaigns.create(
                TestHub.UNIT,
                new dev.leadline.campaign.Wording(name, List.of("Sent", "Responded"), true)))
        .campaign();
  }

  private long create(String email, String city) throws Exception {
    Outcome outcome = hub.intake.accept(List.of(identify(email, Map.of("city", city)))).getFirst();
    return ((Outcome.Created) outcome).prospect();
  }

  private void edit(long prospect, Map<String, String> fields, Action... actions) throws Exception {
    hub.intake.accept(
        List.of(Change.edit(TestHub.UNIT, prospect, fields, Origin.user(1), NOW).with(actions)));
  }

  private Prospect find(long id) {
    return hub.prospects.find(id).orElseThrow();
  }

  private static Change identify(String email, Map<String, String> fields) {
    return change(email, fields, Origin.signal(1));
  }

  private static Change change(String email, Map<String, String> fields, Origin origin) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("email", email);
    return new Change(
        TestHub.UNIT,
        Who.keys(Key.email(email)),
        IfUnknown.CREATE,
        all,
        List.of(),
        List.of(),
        origin,
        NOW,
        Lane.EVENT);
  }
}
