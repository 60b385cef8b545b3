package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Broken queries made from good ones, the same at every run: the short form of the fuzz test. */
class MutatedQueriesTest {
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "'",
          "\\",
          ",",
          " ",
          "NOT ",
          "SELECT ",
          "IN ",
          "9",
          "-",
          ":",
          ".",
          "\uD83D",
          "2026-02-31",
          "LAST_N_YEARS:999999",
          "1e999",
          "null",
          "'%\\_'",
          "FIELDS(ALL)",
          "COUNT()",
          "\n");
  private static final List<String> GOOD =
      List.of(
          "SELECT Id, Owner.Name, (SELECT Id FROM Contacts) FROM Account WHERE Name LIKE 'a%' ORDER BY Name",
          "SELECT Status, COUNT(Id) FROM Lead GROUP BY Status HAVING COUNT(Id) > 1 LIMIT 5 OFFSET 1",
          "SELECT Id FROM Lead WHERE SystemModstamp >= 2026-01-01T00:00:00Z AND (Email IN ('a','b') OR Score__c < 1)",
          "SELECT Id FROM Lead WHERE OwnerId IN (SELECT Id FROM User) AND Visited__c = LAST_N_DAYS:3",
          "SELECT FIELDS(STANDARD) FROM Lead WHERE Interests__c INCLUDES ('a;b') LIMIT 10 FOR VIEW");

  private final Random random = new Random(4711);

  @Test
  void areAnsweredOrRefusedButNeverFail() {
    SmallOrg org = new SmallOrg();
    org.add("Lead", "LastName", "A", "SystemModstamp", SmallOrg.NOW, "Interests__c", "a;b");
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      String query = mutated(GOOD.get(i % GOOD.size()));
      try {
        Plan.of(org, Soql.parse(query)).run(false);
      } catch (SoqlError expected) {
        refused++;
      } catch (RuntimeException failure) {
        throw new AssertionError("failed on: " + query, failure);
      }
    }
    assertThat(refused).isBetween(5_000, 19_999);
  }

  private String mutated(String good) {
    StringBuilder query = new StringBuilder(good);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(query.length());
      switch (random.nextInt(3)) {
        case 0 -> query.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> query.delete(at, Math.min(query.length(), at + 1 + random.nextInt(6)));
        default -> query.setCharAt(at, (char) (' ' + random.nextInt(95)));
      }
      if (query.isEmpty()) {
        query.append(' ');
      }
    }
    return query.toString();
  }
}
