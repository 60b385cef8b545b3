package dev.leadline.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Hands;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Origin WEBSITE = Origin.signal(3);
  private static final Map<String, Field> FIELDS =
      Map.of(
          "country", field("country", FieldType.TEXT),
          "employees", field("employees", FieldType.NUMBER),
          "renewal", field("renewal", FieldType.DATE),
          "vip", field("vip", FieldType.BOOLEAN),
          "colors", field("colors", FieldType.MULTI_SELECT));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          country   | IS           | Germany        | germany          | true
          country   | IS           | France;GERMANY | Germany          | true
          country   | IS           | France         | Germany          | false
          country   | IS           | Germany        | ''               | false
          country   | IS_NOT       | France;Spain   | Germany          | true
          country   | IS_NOT       | France;germany | Germany          | false
          country   | IS_NOT       | France         | ''               | true
          country   | CONTAINS     | MAN            | Germany          | true
          country   | CONTAINS     | xx;any         | Germany          | true
          country   | CONTAINS     | xx             | Germany          | false
          country   | CONTAINS_NOT | xx;yy          | Germany          | true
          country   | CONTAINS_NOT | xx;germ        | Germany          | false
          country   | CONTAINS_NOT | xx             | ''               | true
          country   | STARTS_WITH  | fr;GER         | Germany          | true
          country   | STARTS_WITH  | many           | Germany          | false
          country   | IS_EMPTY     | ''             | ''               | true
          country   | IS_EMPTY     | ''             | Germany          | false
          country   | IS_FILLED    | ''             | Germany          | true
          country   | IS_FILLED    | ''             | ''               | false
          employees | IS           | 010.0          | 10               | true
          employees | GREATER_THAN | 9              | 10               | true
          employees | GREATER_THAN | 10             | 10               | false
          employees | LESS_THAN    | 10             | 9.5              | true
          employees | LESS_THAN    | 10             | ''               | false
          country   | LESS_THAN    | 10             | many             | false
          country   | GREATER_THAN | 10             | 1e3              | true
          renewal   | BEFORE       | 2026-02-01     | 2026-01-31       | true
          renewal   | BEFORE       | 2026-01-31     | 2026-01-31       | false
          renewal   | BEFORE       | 2026-02-01     | ''               | false
          renewal   | AFTER        | 2026-01-31     | 2026-02-01       | true
          vip       | IS           | yes            | true             | true
          colors    | IS           | red            | green;Red        | true
          colors    | IS           | red            | dark red         | false
          colors    | IS_NOT       | red            | green;red        | false
          colors    | STARTS_WITH  | r              | green;red        | true
          gone      | IS_EMPTY     | ''             | ''               | true
          """)
  void comparesAField(String field, FieldTest test, String value, String own, boolean holds) {
    Draft draft = draft();
    draft.set(field, own, 1, WEBSITE);

    assertThat(holds(Criteria.field(field, test, value), draft)).isEqualTo(holds);
  }

  @Test
  void comparesTagsScoreAndOwner() {
    Draft draft = draft();
    draft.tag("Newsletter", WEBSITE);
    draft.score(50, WEBSITE);

    assertThat(holds(new Criteria.HasTag("fair; newsletter"), draft)).isTrue();
    assertThat(holds(new Criteria.HasTag("news"), draft)).isFalse();
    assertThat(holds(new Criteria.LacksTag("fair;newsletter"), draft)).isFalse();
    assertThat(holds(new Criteria.LacksTag("fair"), draft)).isTrue();
    assertThat(holds(new Criteria.OnScore(ScoreTest.GREATER_THAN, 49), draft)).isTrue();
    assertThat(holds(new Criteria.OnScore(ScoreTest.GREATER_THAN, 50), draft)).isFalse();
    assertThat(holds(new Criteria.OnScore(ScoreTest.LESS_THAN, 51), draft)).isTrue();
    assertThat(holds(new Criteria.OnScore(ScoreTest.EQUAL_TO, 50), draft)).isTrue();
    assertThat(holds(new Criteria.Unassigned(), draft)).isTrue();

    draft.assign(7L, WEBSITE);
    assertThat(holds(new Criteria.Assigned(), draft)).isTrue();
    assertThat(holds(new Criteria.Unassigned(), draft)).isFalse();
    assertThat(holds(new Criteria.AssignedTo(7), draft)).isTrue();
    assertThat(holds(new Criteria.AssignedTo(8), draft)).isFalse();
  }

  @Test
  void nestsAllAndAny() {
    Draft draft = draft();
    draft.set("country", "Spain", 1, WEBSITE);
    Criteria spain = Criteria.field("country", FieldTest.IS, "Spain");
    Criteria france = Criteria.field("country", FieldTest.IS, "France");

    assertThat(holds(Criteria.any(france, spain), draft)).isTrue();
    assertThat(holds(Criteria.all(france, spain), draft)).isFalse();
    assertThat(holds(Criteria.all(spain, Criteria.any(france, Criteria.all(spain))), draft))
        .isTrue();
  }

  @Test
  void anArchivedProspectMeetsNothing() {
    Draft draft = draft();
    draft.archive(NOW, WEBSITE);

    assertThat(holds(Criteria.field("country", FieldTest.IS_EMPTY, ""), draft)).isFalse();
  }

  @Test
  void aNewProspectIsCreatedAndChangedByItsFirstHand() {
    Draft draft = draft();
    draft.set("country", "Spain", 1, WEBSITE);
    draft.set("country", "France", 2, Origin.user(5));

    assertThat(holds(new Criteria.CreatedBy(Origin.Kind.SIGNAL, 3), draft)).isTrue();
    assertThat(holds(new Criteria.CreatedBy(Origin.Kind.SIGNAL, 0), draft)).isTrue();
    assertThat(holds(new Criteria.CreatedBy(Origin.Kind.SIGNAL, 4), draft)).isFalse();
    assertThat(holds(new Criteria.CreatedBy(Origin.Kind.USER, 5), draft)).isFalse();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.USER, 5), draft)).isTrue();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.IMPORT, 0), draft)).isFalse();
  }

  @Test
  void ofAStoredProspectItsHistoryTellsTheHands() {
    Draft draft = Draft.of(stored());
    Hands hands = new Hands(WEBSITE, Origin.user(5));

    assertThat(holds(new Criteria.CreatedBy(Origin.Kind.SIGNAL, 3), draft, hands)).isTrue();
    assertThat(holds(new Criteria.CreatedBy(Origin.Kind.USER, 5), draft, hands)).isFalse();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.USER, 5), draft, hands)).isTrue();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.SIGNAL, 3), draft, hands)).isFalse();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.SIGNAL, 3), draft, Hands.UNKNOWN))
        .isFalse();
  }

  @Test
  void whoChangesItNowCountsMoreThanTheHistoryButARuleDoesNot() {
    Hands hands = new Hands(WEBSITE, Origin.user(5));
    Draft byRule = Draft.of(stored());
    byRule.score(9, Origin.rule(1));
    Draft byImport = Draft.of(stored());
    byImport.score(9, new Origin(Origin.Kind.IMPORT, 0));

    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.USER, 5), byRule, hands)).isTrue();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.USER, 5), byImport, hands)).isFalse();
    assertThat(holds(new Criteria.ChangedBy(Origin.Kind.IMPORT, 0), byImport, hands)).isTrue();
  }

  private static boolean holds(Criteria criteria, Draft draft) {
    return holds(criteria, draft, Hands.UNKNOWN);
  }

  private static boolean holds(Criteria criteria, Draft draft, Hands hands) {
    return Condition.of(criteria, FIELDS).holds(draft, hands);
  }

  private static Draft draft() {
    return Draft.create(1, 1);
  }

  private static Prospect stored() {
    return new Prospect(1, 1, Map.of(), Map.of(), 0, null, new TreeSet<>(), NOW, NOW, null, null);
  }

  private static Field field(String name, FieldType type) {
    return new Field(1, name, name, type, true, List.of());
  }
}
