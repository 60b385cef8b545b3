package dev.leadline.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leadline.db.TestDatabase;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.rule.Rules.Hit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RulesIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Origin WEBSITE = Origin.signal(3);

  private Rules rules;
  private RuleBook book;
  private long nextProspect;

  @BeforeEach
  void startEmpty() {
    DATABASE.jdbi().useHandle(tx -> tx.execute("TRUNCATE rule, rule_match, prospect_change"));
    rules = newRules();
    book = new RuleBook(DATABASE.jdbi(), rules, InstantSource.fixed(NOW));
  }

  @Test
  void hitsInTheOrderOfTheRulesAndOnlyOnce() {
    long second = running("b", Criteria.field("city", FieldTest.IS, "Ulm"));
    long third = running("a", Criteria.field("city", FieldTest.IS_FILLED, ""));
    Draft ann = fresh("Ulm");
    Draft bob = fresh("Rom");

    assertThat(hits(bob, ann))
        .extracting(Hit::rule, Hit::draft)
        .containsExactly(tuple(second, ann), tuple(third, bob), tuple(third, ann));
    assertThat(hits(bob, ann)).isEmpty();
  }

  @Test
  void asksNoDatabaseWhenNothingMatches() {
    running("a", Criteria.field("city", FieldTest.IS, "Ulm"));
    Handle closed = DATABASE.jdbi().open();
    closed.close();

    assertThat(rules.hits(closed, List.of(fresh("Rom")), NOW)).isEmpty();
  }

  @Test
  void looksOnlyAtRulesThatReadWhatChanged() {
    Criteria ulm = Criteria.field("city", FieldTest.IS, "Ulm");
    long onCity = running("city", ulm);
    long onScore = running("score", Criteria.any(ulm, new Criteria.OnScore(ScoreTest.EQUAL_TO, 5)));
    Draft scored = stored(Map.of("city", "Ulm"));
    scored.score(1, WEBSITE);

    assertThat(hits(scored)).extracting(Hit::rule).containsExactly(onScore);

    scored.set("city", "ULM", 1, WEBSITE);
    assertThat(hits(scored)).extracting(Hit::rule).containsExactly(onCity);
  }

  @Test
  void anUntouchedOrRestoredProspectIsHeldAgainstAllRules() {
    long rule = running("city", Criteria.field("city", FieldTest.IS, "Ulm"));
    Draft untouched = stored(Map.of("city", "Ulm"));
    Draft restored = Draft.of(archived(Map.of("city", "Ulm")));
    restored.archive(null, WEBSITE);

    assertThat(hits(untouched)).extracting(Hit::rule).containsExactly(rule);
    assertThat(hits(restored)).extracting(Hit::rule).containsExactly(rule);
  }

  @Test
  void otherUnitsArePassedOver() {
    running("city", Criteria.field("city", FieldTest.IS, "Ulm"));
    Draft elsewhere = Draft.create(1, 2);
    elsewhere.set("city", "Ulm", 1, WEBSITE);

    assertThat(hits(elsewhere)).isEmpty();
  }

  @Test
  void aPausedOrDeletedRuleActsNoMoreEvenWhereItIsStillRemembered() {
    long paused = running("a", Criteria.field("city", FieldTest.IS, "Ulm"));
    long deleted = running("b", Criteria.field("city", FieldTest.IS, "Ulm"));
    Rules otherNode = newRules();
    otherNode.refresh();
    book.pause(paused);
    book.delete(deleted);

    List<Hit> hits =
        DATABASE.jdbi().inTransaction(tx -> otherNode.hits(tx, List.of(fresh("Ulm")), NOW));
    assertThat(hits).isEmpty();
    assertThat(hits(fresh("Ulm"))).isEmpty();
  }

  @Test
  void anotherNodeActsByTheNewWordingOnceItRefreshes() {
    long rule = running("a", Criteria.field("city", FieldTest.IS, "Ulm"));
    Rules otherNode = newRules();
    otherNode.refresh();
    book.edit(rule, 1, wording("a", Criteria.field("city", FieldTest.IS, "Rom")), known());

    otherNode.refresh();
    List<Hit> hits =
        DATABASE
            .jdbi()
            .inTransaction(tx -> otherNode.hits(tx, List.of(fresh("Ulm"), fresh("Rom")), NOW));
    assertThat(hits).extracting(hit -> hit.draft().field("city")).containsExactly("Rom");
  }

  @Test
  void theHistoryTellsWhoCreatedAStoredProspect() {
    long rule =
        running(
            "hot from the website",
            Criteria.all(
                new Criteria.CreatedBy(Origin.Kind.SIGNAL, 3),
                new Criteria.OnScore(ScoreTest.GREATER_THAN, 10)));
    Draft fromWebsite = stored(Map.of());
    Draft fromFile = stored(Map.of());
    history(fromWebsite, WEBSITE, Origin.user(1));
    history(fromFile, new Origin(Origin.Kind.IMPORT, 0), WEBSITE);
    fromWebsite.score(11, Origin.user(1));
    fromFile.score(11, WEBSITE);

    assertThat(hits(fromWebsite, fromFile))
        .extracting(Hit::rule, Hit::draft)
        .containsExactly(tuple(rule, fromWebsite));
  }

  @Test
  void theHistoryTellsWhoChangedAnUntouchedProspectLastRulesApart() {
    long rule = running("by hand", new Criteria.ChangedBy(Origin.Kind.USER, 0));
    Draft byHand = stored(Map.of());
    Draft byWebsite = stored(Map.of());
    history(byHand, WEBSITE, Origin.user(1), Origin.rule(9));
    history(byWebsite, Origin.user(1), WEBSITE);

    assertThat(hits(byHand, byWebsite))
        .extracting(Hit::rule, Hit::draft)
        .containsExactly(tuple(rule, byHand));
  }

  @Test
  void anUnreadableRuleDoesNotStopTheOthers() {
    long broken = running("a", Criteria.field("city", FieldTest.IS_FILLED, ""));
    long good = running("b", Criteria.field("city", FieldTest.IS_FILLED, ""));
    DATABASE
        .jdbi()
        .useHandle(tx ->
            tx.execute(
                "UPDATE rule SET criteria = '{\"kind\": \"new\"}', revision = 2 WHERE id = ?",
                broken));
    rules.refresh();

    assertThat(hits(fresh("Ulm"))).extracting(Hit::rule).containsExactly(good);
  }

  private List<Hit> hits(Draft... drafts) {
    return DATABASE.jdbi().inTransaction(tx -> rules.hits(tx, List.of(drafts), NOW));
  }

  private long running(String name, Criteria criteria) {
    RuleSaved saved = book.create(1, wording(name, Criteria.all(criteria)), known());
    assertThat(saved).isInstanceOf(RuleSaved.Kept.class);
    long id = ((RuleSaved.Kept) saved).rule().id();
    book.resume(id);
    return id;
  }

  private Draft fresh(String city) {
    Draft draft = Draft.create(++nextProspect, 1);
    draft.set("city", city, 1, WEBSITE);
    return draft;
  }

  private Draft stored(Map<String, String> fields) {
    return Draft.of(prospect(fields, null));
  }

  private Prospect archived(Map<String, String> fields) {
    return prospect(fields, NOW);
  }

  private Prospect prospect(Map<String, String> fields, @Nullable Instant archivedAt) {
    return new Prospect(
        ++nextProspect, 1, fields, Map.of(), 0, null, new TreeSet<>(), NOW, NOW, null, archivedAt);
  }

  private static void history(Draft draft, Origin... hands) {
    DATABASE
        .jdbi()
        .useHandle(tx -> {
          for (Origin hand : hands) {
            tx.execute(
                """
                INSERT INTO prospect_change (prospect, changed_at, origin, origin_id, delta)
                VALUES (?, now(), ?, ?, '{}')
                """,
                draft.id(),
                hand.kind().name(),
                hand.id());
          }
        });
  }

  private static Rules newRules() {
    return new Rules(DATABASE.jdbi(), new Fields(DATABASE.jdbi()));
  }

  private static Wording wording(String name, Criteria criteria) {
    return new Wording(name, "", criteria, List.of(new Action.AddTag("hit")));
  }

  private static Known known() {
    return new Known(new Fields(DATABASE.jdbi()).of(1), Set.of(), Set.of(), Map.of());
  }
}
