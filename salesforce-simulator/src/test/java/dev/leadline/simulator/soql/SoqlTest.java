package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlTest {
  private static SoqlError refused(String query) {
    try {
      Soql.parse(query);
    } catch (SoqlError error) {
      return error;
    }
    throw new AssertionError("accepted: " + query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT Id FROM Lead",
        "select id from lead",
        "SELECT COUNT() FROM Lead l WHERE l.Name = 'x'",
        "SELECT a.Id, a.Owner.Name FROM Account a",
        "SELECT COUNT() FROM Contact c, c.Account a WHERE a.Name = 'MyriadPubs'",
        "SELECT Id, (SELECT Id FROM Contacts ORDER BY Name LIMIT 3) FROM Account",
        "SELECT Id FROM Lead WHERE (A = 1 AND B = 2) OR NOT (C = TRUE) OR D != null",
        "SELECT Id FROM Lead WHERE X IN ('a','b') AND Y NOT IN (1, 2.5, -3e2) AND Z LIKE '%q'",
        "SELECT Id FROM Lead WHERE D >= 2026-01-31 AND T < 2026-01-31T10:00:00Z",
        "SELECT Id FROM Lead WHERE T < 2020-03-17T21:04:32.000+0000 OR T > 2020-03-17T21:04:32-05:00",
        "SELECT Id FROM Lead WHERE T = LAST_N_DAYS:30 OR T = THIS_FISCAL_QUARTER",
        "SELECT Id FROM Lead WHERE M INCLUDES ('a;b','c') AND M EXCLUDES ('d')",
        "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE X = 1)",
        "SELECT Status s, COUNT(Id) n FROM Lead GROUP BY Status HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC",
        "SELECT FIELDS(ALL) FROM Lead LIMIT 200",
        "SELECT Id FROM Lead ORDER BY A ASC NULLS LAST, B DESC NULLS FIRST LIMIT 10 OFFSET 20",
        "SELECT Id FROM Lead FOR VIEW",
        "SELECT Id FROM Lead FOR REFERENCE ALL ROWS",
        "SELECT Id FROM Lead LIMIT 1 FOR UPDATE",
        "SELECT Id FROM Lead WHERE Group = 'x' AND Order__c = 'it\\'s \\u00e9 \\\\ \\_'"
      })
  void readsWhatTheGrammarAllows(String query) {
    assertThat(Soql.parse(query).select()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "SELECT FROM Lead",
        "SELECT Id Lead",
        "SELECT Id FROM",
        "SELECT Id, FROM Lead",
        "SELECT Id FROM Lead WHERE",
        "SELECT Id FROM Lead WHERE A = 1 AND B = 2 OR C = 3",
        "SELECT Id FROM Lead WHERE (A = 1",
        "SELECT Id FROM Lead WHERE A IS NULL",
        "SELECT Id FROM Lead WHERE A = \"x\"",
        "SELECT Id FROM Lead WHERE A = 'x",
        "SELECT Id FROM Lead WHERE A = '\\q'",
        "SELECT Id FROM Lead WHERE A = '\\u12'",
        "SELECT Id FROM Lead WHERE A = :bind",
        "SELECT Id FROM Lead WHERE A IN ()",
        "SELECT Id FROM Lead WHERE D = 2026-13-01",
        "SELECT Id FROM Lead WHERE T = 2026-01-01T00:00:00",
        "SELECT Id FROM Lead WHERE T = LAST_N_DAYS:-1",
        "SELECT Id FROM Lead LIMIT -1",
        "SELECT Id FROM Lead LIMIT 1.5",
        "SELECT Id FROM Lead LIMIT 99999999999",
        "SELECT Id FROM Lead; DELETE",
        "SELECT FIELDS(SOME) FROM Lead"
      })
  void refusesEverythingElseAsMalformed(String query) {
    assertThat(refused(query).code()).isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void showsTheSpotWithACaretAndItsColumn() {
    assertThat(refused("SELECT Id FROM Lead WHERE A=1 AND B=2 OR C=3"))
        .hasMessage(
            "\nSELECT Id FROM Lead WHERE A=1 AND B=2 OR C=3\n"
                + " ".repeat(38)
                + "^\nERROR at Row:1:Column:39\nunexpected token: 'OR'");
  }

  @Test
  void showsOnlyTheNeighbourhoodInALongQuery() {
    String query = "SELECT " + "LongFieldName__c, ".repeat(20) + "!! FROM Lead";
    String[] lines = refused(query).getMessage().split("\n", -1);
    assertThat(lines[1].length()).isLessThan(90);
    assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('!');
    assertThat(lines[3]).isEqualTo("ERROR at Row:1:Column:368");
  }

  @Test
  void countsRowsInAQueryOfSeveralLines() {
    assertThat(refused("SELECT Id\nFROM Lead\nWHERE !").getMessage())
        .contains("\nWHERE !\n      ^\nERROR at Row:3:Column:7");
  }

  @Test
  void keepsToTheLimits() {
    assertThat(refused("SELECT Id FROM Lead OFFSET 2001").code())
        .isEqualTo("NUMBER_OUTSIDE_VALID_RANGE");
    assertThat(refused("SELECT Id FROM Lead WHERE A = '" + "x".repeat(4_001) + "'").code())
        .isEqualTo("MALFORMED_QUERY");
    assertThat(refused(" ".repeat(100_001)))
        .hasMessageContaining("cannot be longer than 100000 characters");
    assertThat(Soql.parse("SELECT Id FROM Lead WHERE A = '" + "x".repeat(4_000) + "'").where())
        .isNotNull();
  }

  @Test
  void deepBracketsAreTooComplicatedNotFatal() {
    String deep = "(".repeat(40_000) + "A = 1" + ")".repeat(40_000);
    assertThat(refused("SELECT Id FROM Lead WHERE " + deep).code())
        .isEqualTo("QUERY_TOO_COMPLICATED");
    assertThat(refused("SELECT Id FROM Lead WHERE " + "NOT ".repeat(20_000) + "A = 1").code())
        .isEqualTo("QUERY_TOO_COMPLICATED");
  }

  @Test
  void undoesEscapesAndKeepsQuotedWildcardsApart() {
    Query query = Soql.parse("SELECT Id FROM Lead WHERE A LIKE '50\\% \\'q\\' \\u0041%'");
    assertThat(query.where())
        .isEqualTo(
            new Condition.Like(
                new Operand.Path("A", 26), new Literal.Text("50% 'q' A%", "50\\% 'q' A%")));
  }

  @Test
  void readsWithoutSpaces() {
    assertThat(Soql.parse("SELECT Id FROM Lead WHERE(A=1)AND(B<=2)").where())
        .isInstanceOfSatisfying(Condition.All.class, all -> assertThat(all.parts()).hasSize(2));
  }

  @Test
  void keepsTheAliasesOfFrom() {
    Query query = Soql.parse("SELECT COUNT() FROM Contact c, c.Account a, a.Owner o");
    assertThat(query.from().aliases())
        .containsEntry("c", "")
        .containsEntry("a", "Account.")
        .containsEntry("o", "Account.Owner.");
    assertThat(query.select()).isEqualTo(List.of(new Query.CountRows(7)));
  }

  @Test
  void anErrorCarriesNoStackTrace() {
    assertThatExceptionOfType(SoqlError.class)
        .isThrownBy(() -> Soql.parse("x"))
        .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
  }
}
