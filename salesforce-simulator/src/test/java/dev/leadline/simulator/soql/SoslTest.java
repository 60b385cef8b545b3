package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoslTest {
  private final SmallOrg org = new SmallOrg();

  @BeforeEach
  void rows() {
    org.add(
        "Lead", "LastName", "Smith", "FirstName", "Ann", "Email", "ann@acme.io", "Phone", "+1 555");
    org.add("Lead", "LastName", "Smithers", "Company", "Acme Inc");
    org.add("Account", "Name", "Acme");
  }

  private List<String> find(String search) {
    List<String> found = new ArrayList<>();
    for (Answer.Rows rows : Searching.run(org, Sosl.parse(search))) {
      rows.rows()
          .forEach(row -> found.add(row.id().substring(0, 15).replaceAll("0+(?=[1-9]$)", "")));
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "FIND {smith} IN ALL FIELDS RETURNING Lead(Id) | 00Q1",
        "FIND {smith*} IN NAME FIELDS RETURNING Lead(Id, LastName) | 00Q1,00Q2",
        "FIND {ann smith} RETURNING Lead | 00Q1",
        "FIND {acme} RETURNING Account(Id), Lead(Id) | 0011,00Q1,00Q2",
        "FIND {acme} | 0011,00Q1,00Q2",
        "FIND {acme} IN NAME FIELDS RETURNING Lead(Id) | ''",
        "FIND {ANN@acme.io} IN EMAIL FIELDS RETURNING Lead(Id) | 00Q1",
        "FIND {555} IN PHONE FIELDS RETURNING Lead(Id) | 00Q1",
        "FIND {\"acme inc\"} RETURNING Lead(Id WHERE LastName != 'x' ORDER BY LastName LIMIT 5) | 00Q2",
        "FIND {smith*} RETURNING Lead(Id WHERE FirstName = 'Ann') | 00Q1",
        "FIND {smith*} RETURNING Lead(Id ORDER BY LastName DESC LIMIT 1) | 00Q2",
        "FIND {smith*} RETURNING Lead(Id) LIMIT 1 | 00Q1"
      })
  void findsWordsInTheFieldsAsked(String search, String expected) {
    assertThat(String.join(",", find(search))).isEqualTo(expected.replace("''", ""));
  }

  @Test
  void aWholeAddressIsLookedUp() {
    find("FIND {ann@acme.io} IN EMAIL FIELDS RETURNING Lead(Id)");
    assertThat(org.scans).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FIND",
        "FIND {x",
        "FIND {abc} IN SOME FIELDS",
        "FIND {abc} RETURNING",
        "FIND {abc} RETURNING Lead(",
        "FIND {abc} RETURNING Lead(Id), lead(Id)",
        "FIND {abc} RETURNING Lead(Id WHERE Id IN (SELECT Id FROM Lead))"
      })
  void refusesOtherTextAsMalformed(String search) {
    assertThatExceptionOfType(SoqlError.class)
        .isThrownBy(() -> find(search))
        .satisfies(error -> assertThat(error.code()).isEqualTo("MALFORMED_QUERY"));
  }

  @Test
  void refusesTermsTooShortToSearch() {
    assertThatExceptionOfType(SoqlError.class)
        .isThrownBy(() -> find("FIND {x*} RETURNING Lead"))
        .satisfies(error -> assertThat(error.code()).isEqualTo("INVALID_SEARCH"));
  }
}
