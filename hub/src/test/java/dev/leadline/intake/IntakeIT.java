package dev.leadline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leadline.TestHub;
import dev.leadline.db.TestDatabase;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.intake.Outcome.Refusal;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.unit.Unit;
import dev.leadline.unit.Unit.Matching;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private TestHub hub;

  @BeforeEach
  void startEmpty() {
    DATABASE
        .jdbi()
        .useHandle(tx -> tx.execute("TRUNCATE prospect, prospect_change, identity_key, outbox"));
    hub = new TestHub(DATABASE.database(), InstantSource.fixed(NOW)).matching(Matching.V3);
  }

  @Test
  void racingCreatesOfOneEmailMakeOneProspect() throws Exception {
    int racers = 4;
    CyclicBarrier together = new CyclicBarrier(racers);
    List<Callable<List<Outcome>>> races = new ArrayList<>();
    for (int racer = 0; racer < racers; racer++) {
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        changes.add(identify("race" + (racer % 2 == 0 ? i : 49 - i) + "@acme.example"));
      }
      races.add(() -> {
        together.await();
        return hub.intake.accept(changes);
      });
    }
    Set<Long> created = new HashSet<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(racers)) {
      for (Future<List<Outcome>> race : pool.invokeAll(races)) {
        for (Outcome outcome : race.get()) {
          if (outcome instanceof Outcome.Created(long prospect, List<String> _)) {
            assertThat(created.add(prospect)).isTrue();
          }
        }
      }
    }
    assertThat(created).hasSize(50);
    assertThat(hub.count("prospect")).isEqualTo(50);
    assertThat(hub.count("identity_key")).isEqualTo(50);
  }

  @Test
  void aChangeOfEmailFreesTheOldOneAndTakesTheNew() throws Exception {
    long ann = created(identify("ann@acme.example"));
    accept(edit(ann, Map.of("email", "Ann.Lee@acme.example")));

    assertThat(accept(identify("ann.lee@acme.example")))
        .isEqualTo(new Outcome.Unchanged(ann, List.of()));
    assertThat(created(identify("ann@acme.example"))).isNotEqualTo(ann);
  }

  @Test
  void twoMayTradeEmailsInOneBatch() throws Exception {
    long ann = created(identify("ann@acme.example"));
    long bob = created(identify("bob@acme.example"));
    List<Outcome> outcomes =
        hub.intake.accept(
            List.of(
                edit(ann, Map.of("email", "free@acme.example")),
                edit(bob, Map.of("email", "ann@acme.example"))));

    assertThat(outcomes)
        .containsExactly(new Outcome.Updated(ann, List.of()), new Outcome.Updated(bob, List.of()));
    assertThat(accept(identify("ann@acme.example")))
        .isEqualTo(new Outcome.Unchanged(bob, List.of()));
  }

  @Test
  void theCallersFaultsAreRefusedWithTheirReasons() throws Exception {
    long ann = created(identify("ann@acme.example"));
    created(identify("bob@acme.example"));

    assertThat(accept(edit(ann, Map.of("email", "bob@acme.example"))))
        .isEqualTo(new Outcome.Refused(Refusal.EMAIL_IN_USE));
    assertThat(accept(edit(ann, Map.of("email", "nonsense"))))
        .isEqualTo(new Outcome.Refused(Refusal.INVALID_EMAIL));
    assertThat(accept(edit(987_654_321, Map.of("city", "Ulm"))))
        .isEqualTo(new Outcome.Refused(Refusal.UNKNOWN_PROSPECT));
    assertThat(accept(change(Who.keys(), Map.of("city", "Ulm"))))
        .isEqualTo(new Outcome.Refused(Refusal.NO_EMAIL));
    assertThat(hub.count("prospect")).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("emails")
  void anEmailIsCheckedAsPardotDoesAndNeverCut(String email, boolean valid) throws Exception {
    Outcome outcome = accept(identify(email));

    if (valid) {
      assertThat(outcome).isInstanceOf(Outcome.Created.class);
      assertThat(accept(identify(email))).isInstanceOf(Outcome.Unchanged.class);
    } else {
      assertThat(outcome).isEqualTo(new Outcome.Refused(Refusal.INVALID_EMAIL));
    }
  }

  static Stream<Arguments> emails() {
    String longest = "a".repeat(64) + "@" + "b".repeat(182) + ".example";
    return Stream.of(
        arguments("a+b@x.co", true),
        arguments(longest, true),
        arguments(longest.replace("@", "@c"), false),
        arguments("a".repeat(65) + "@x.example", false),
        arguments("a@x.averylongtopl", true),
        arguments("a@x.averylongtople", false),
        arguments("a@x", false),
        arguments("a b@x.example", false),
        arguments("a\u0007b@x.example", false),
        arguments("a@x\n.example", false),
        arguments("a@x.ex\tample", false));
  }

  @Test
  void whatCannotBeKeptIsToldAndTheRestIsKept() throws Exception {
    Outcome outcome =
        accept(
            change(
                Who.keys(Key.email("ann@acme.example")),
                Map.of(
                    "email", "ann@acme.example", "shoe_size", "41", "is_do_not_email", "perhaps")));

    assertThat(outcome).isInstanceOf(Outcome.Created.class);
    assertThat(((Outcome.Created) outcome).notes())
        .containsExactlyInAnyOrder(
            "shoe_size: there is no such field",
            "is_do_not_email: Do not email takes true or false");
  }

  @Test
  void aRepeatedChangeWritesNothing() throws Exception {
    long ann = created(identify("ann@acme.example"));
    Prospect before = hub.prospects.find(ann).orElseThrow();
    long changes = hub.count("prospect_change");

    assertThat(accept(identify("ann@acme.example")))
        .isEqualTo(new Outcome.Unchanged(ann, List.of()));
    assertThat(hub.prospects.find(ann)).contains(before);
    assertThat(hub.count("prospect_change")).isEqualTo(changes);
  }

  @Test
  void oddTextSurvivesTheTripThroughTheDatabase() throws Exception {
    String odd = "quote \" slash \\ line\nfeed, tab\t{brace} 'tick' ü 名 \uD83D\uDE00";
    long ann = created(identify("ann@acme.example"));
    hub.intake.accept(
        List.of(
            edit(ann, Map.of("comments", odd + "\0" + "\uD800"))
                .with(new Action.AddTag(odd), new Action.AddTag("second, {tag}"))));

    Prospect stored = hub.prospects.find(ann).orElseThrow();
    assertThat(stored.field("comments")).isEqualTo(odd + "\uFFFD");
    assertThat(stored.tags()).containsExactlyInAnyOrder(odd, "second, {tag}");
  }

  @Test
  void inV4OneEmailMayHaveSeveralProspectsToldApartByTheLookupField() throws Exception {
    hub.unit(new Unit(TestHub.UNIT, "Default", Matching.V4, "department", false, false));
    long sales = created(lookup("ann@acme.example", "sales"));
    long legal = created(lookup("ann@acme.example", "legal"));

    assertThat(legal).isNotEqualTo(sales);
    assertThat(accept(lookup("ann@acme.example", "sales")))
        .isEqualTo(new Outcome.Unchanged(sales, List.of()));
    assertThat(created(change(Who.keys(), Map.of("email", "ann@acme.example"))))
        .isNotIn(sales, legal);
  }

  @Test
  void aChangeOfScoreTagsAndArchiveIsKeptAndTold() throws Exception {
    long ann = created(identify("ann@acme.example"));
    hub.intake.accept(
        List.of(
            edit(ann, Map.of())
                .with(new Action.AdjustScore(7), new Action.AddTag("vip"), new Action.Archive())));

    Prospect stored = hub.prospects.find(ann).orElseThrow();
    assertThat(stored.score()).isEqualTo(7);
    assertThat(stored.archivedAt()).isEqualTo(NOW);
    assertThat(hub.changeLog.of(ann, Long.MAX_VALUE, 1).getFirst().delta())
        .containsOnlyKeys("score", "tags", "is_archived");
  }

  private Outcome accept(Change change) throws Exception {
    return hub.intake.accept(List.of(change)).getFirst();
  }

  private long created(Change change) throws Exception {
    return ((Outcome.Created) accept(change)).prospect();
  }

  private static Change identify(String email) {
    return change(Who.keys(Key.email(email)), Map.of("email", email.toLowerCase(Locale.ROOT)));
  }

  private static Change lookup(String email, String department) {
    return change(
        Who.keys(Key.lookupWithin(email, department)),
        Map.of("email", email, "department", department));
  }

  private static Change edit(long prospect, Map<String, String> fields) {
    return Change.edit(TestHub.UNIT, prospect, fields, Origin.user(1), NOW);
  }

  private static Change change(Who who, Map<String, String> fields) {
    return new Change(
        TestHub.UNIT,
        who,
        IfUnknown.CREATE,
        fields,
        List.of(),
        List.of(),
        Origin.signal(1),
        NOW,
        Lane.EVENT);
  }
}
