package dev.leadline.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leadline.db.TestDatabase;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Fields;
import dev.leadline.rule.RuleBook.Listed;
import dev.leadline.rule.RuleBook.Match;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RuleBookIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Criteria ULM = Criteria.all(Criteria.field("city", FieldTest.IS, "Ulm"));
  private static final Criteria ROM = Criteria.all(Criteria.field("city", FieldTest.IS, "Rom"));

  private RuleBook book;
  private Known known;

  @BeforeEach
  void startEmpty() {
    DATABASE.jdbi().useHandle(tx -> tx.execute("TRUNCATE rule, rule_match"));
    Fields fields = new Fields(DATABASE.jdbi());
    book =
        new RuleBook(DATABASE.jdbi(), new Rules(DATABASE.jdbi(), fields), InstantSource.fixed(NOW));
    known = new Known(fields.of(1), Set.of(), Set.of(), Map.of());
  }

  @Test
  void keepsARuleAsItWasWrittenAndPaused() {
    Wording wording =
        new Wording("Ulm", "All of “Ulm”", ULM, List.of(new Action.SetField("city", "ULM")));
    Rule rule = kept(book.create(1, wording, known));

    assertThat(rule.wording()).isEqualTo(wording);
    assertThat(rule.running()).isFalse();
    assertThat(rule.revision()).isEqualTo(1);
    assertThat(rule.createdAt()).isEqualTo(NOW);
    assertThat(book.find(rule.id())).contains(rule);
    assertThat(book.list(1)).extracting(Listed::rule).containsExactly(rule);
    assertThat(book.list(2)).isEmpty();
  }

  @Test
  void refusesAnInvalidRuleAndANameTwice() {
    Rule ulm = kept(book.create(1, wording("Ulm", ULM), known));
    Rule rom = kept(book.create(1, wording("Rom", ROM), known));

    assertThat(book.create(1, wording("", ULM), known))
        .isEqualTo(new RuleSaved.Invalid(List.of("A rule needs a name.")));
    assertThat(book.create(1, wording("Ulm", ROM), known))
        .isEqualTo(new RuleSaved.NameTaken("Ulm"));
    assertThat(book.edit(rom.id(), 1, wording("Ulm", ROM), known))
        .isEqualTo(new RuleSaved.NameTaken("Ulm"));
    assertThat(book.edit(ulm.id(), 1, wording("", ULM), known))
        .isInstanceOf(RuleSaved.Invalid.class);
    assertThat(book.edit(-1, 1, wording("X", ULM), known)).isEqualTo(new RuleSaved.Unknown());
  }

  @Test
  void anEditOfAnOldRevisionIsToldSo() {
    Rule first = kept(book.create(1, wording("Ulm", ULM), known));
    Rule second = kept(book.edit(first.id(), 1, wording("Rome", ROM), known));

    assertThat(second.revision()).isEqualTo(2);
    assertThat(book.edit(first.id(), 1, wording("Mine", ULM), known))
        .isEqualTo(new RuleSaved.Stale(second));
    assertThat(book.find(first.id())).contains(second);
  }

  @Test
  void resumingAndNewCriteriaBeginASweepAndPausingEndsIt() {
    Rule rule = kept(book.create(1, wording("Ulm", ULM), known));
    assertThat(swept(rule)).isEmpty();

    assertThat(book.resume(rule.id()).orElseThrow().running()).isTrue();
    assertThat(swept(rule)).contains(0L);

    sweepEnds(rule);
    book.resume(rule.id());
    assertThat(swept(rule)).as("it runs already").isEmpty();

    book.edit(rule.id(), 1, wording("Other name", ULM), known);
    assertThat(swept(rule)).as("the same criteria").isEmpty();
    book.edit(rule.id(), 2, wording("Other name", ROM), known);
    assertThat(swept(rule)).contains(0L);

    assertThat(book.pause(rule.id()).orElseThrow().running()).isFalse();
    assertThat(swept(rule)).isEmpty();
  }

  @Test
  void countsAndListsMatchesAndForgetsThemWithTheRule() {
    Rule ulm = kept(book.create(1, wording("Ulm", ULM), known));
    Rule rom = kept(book.create(1, wording("Rom", ROM), known));
    match(ulm, 11);
    match(ulm, 12);
    match(rom, 12);

    assertThat(book.list(1))
        .extracting(listed -> listed.rule().name(), Listed::matches)
        .containsExactly(tuple("Ulm", 2L), tuple("Rom", 1L));
    assertThat(book.matches(ulm.id(), Long.MAX_VALUE, 1))
        .containsExactly(new Match(ulm.id(), "Ulm", 12, NOW));
    assertThat(book.matches(ulm.id(), 12, 5)).extracting(Match::prospect).containsExactly(11L);
    assertThat(book.matchesOf(12)).extracting(Match::ruleName).containsExactly("Ulm", "Rom");

    assertThat(book.delete(ulm.id())).isTrue();
    assertThat(book.delete(ulm.id())).isFalse();
    assertThat(book.matchesOf(12)).extracting(Match::ruleName).containsExactly("Rom");
  }

  private Optional<Long> swept(Rule rule) {
    return book.look(rule.id()).orElseThrow().swept();
  }

  private static void sweepEnds(Rule rule) {
    DATABASE
        .jdbi()
        .useHandle(tx -> tx.execute("UPDATE rule SET sweep_after = NULL WHERE id = ?", rule.id()));
  }

  private static void match(Rule rule, long prospect) {
    DATABASE
        .jdbi()
        .useHandle(tx ->
            tx.execute(
                "INSERT INTO rule_match VALUES (?, ?, CAST(? AS timestamptz))",
                rule.id(),
                prospect,
                NOW.toString()));
  }

  private static Rule kept(RuleSaved saved) {
    assertThat(saved).isInstanceOf(RuleSaved.Kept.class);
    return ((RuleSaved.Kept) saved).rule();
  }

  private static Wording wording(String name, Criteria criteria) {
    return new Wording(name, "", criteria, List.of(new Action.AddTag("hit")));
  }
}
