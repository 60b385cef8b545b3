package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class QueryTest {
  private final SmallOrg org = new SmallOrg();
  private String ann = "";
  private String queue = "";
  private String acme = "";

  @BeforeEach
  void people() {
    String boss = org.add("User", "Name", "Boss", "Username", "boss@x.io");
    ann = org.add("User", "Name", "Ann", "Username", "ann@x.io", "ManagerId", boss);
    queue = org.add("Group", "Name", "Hot queue");
    acme =
        org.add(
            "Account",
            "Name",
            "Acme",
            "Industry",
            "Banking",
            "AnnualRevenue",
            3.5E8,
            "NumberOfEmployees",
            12,
            "OwnerId",
            ann,
            "BillingAddress",
            Map.of("city", "Graz"));
    org.add("Account", "Name", "beta", "AnnualRevenue", 10.0, "OwnerId", ann);
    org.add("Account", "Name", "Gamma", "Industry", "banking", "OwnerId", boss);
    org.add(
        "Contact",
        "LastName",
        "Ames",
        "Email",
        "ames@acme.io",
        "AccountId",
        acme,
        "Birthdate",
        SmallOrg.day("1990-02-03"));
    org.add("Contact", "LastName", "Byrd", "Email", "byrd@acme.io", "AccountId", acme);
    org.add("Contact", "LastName", "Cole");
    lead("Adams", "a@x.io", "Open", 1.0, "red;blue", "2026-03-18T03:59:59Z", ann);
    lead("adler", "B@x.io", "Working", 2.0, "red", "2026-03-18T04:00:00Z", queue);
    lead("Baker_x", "c@x.io", "Open", null, null, "2026-03-19T03:59:59Z", ann);
    lead("100%", null, null, -4.5, "green;BLUE", "2026-03-01T00:00:00Z", queue);
  }

  private void lead(
      String name,
      @Nullable String email,
      @Nullable String status,
      @Nullable Double score,
      @Nullable String interests,
      String stamp,
      String owner) {
    org.add(
        "Lead",
        "LastName",
        name,
        "Email",
        email,
        "Status",
        status,
        "IsConverted",
        false,
        "Score__c",
        score,
        "Interests__c",
        interests,
        "SystemModstamp",
        Instant.parse(stamp),
        "Visited__c",
        SmallOrg.day(stamp.substring(0, 10)),
        "OwnerId",
        owner,
        "Company",
        "Co");
  }

  private Answer run(String query) {
    return Plan.of(org, Soql.parse(query)).run(false);
  }

  private String json(String query) {
    Cursors cursors = new Cursors(InstantSource.fixed(SmallOrg.NOW), Duration.ofMinutes(15));
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      new PageJson(cursors, "/b").write(json, cursors.open("u", run(query), 2000));
    }
    return out.toString();
  }

  private List<String> names(String query) {
    Plan plan = Plan.of(org, Soql.parse(query));
    Column.Leaf first = (Column.Leaf) plan.columns().getFirst();
    return plan.stream(false).map(row -> String.valueOf(first.value().of(row))).toList();
  }

  private List<String> leads(String where) {
    return names("SELECT LastName FROM Lead WHERE " + where);
  }

  private SoqlError refused(String query) {
    try {
      run(query);
    } catch (SoqlError error) {
      return error;
    }
    throw new AssertionError("accepted: " + query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lastname = 'ADAMS' | Adams",
        "Status != 'open' | adler,100%",
        "Status = null | 100%",
        "Status = '' | 100%",
        "Status != null | Adams,adler,Baker_x",
        "Score__c > 1 | adler",
        "Score__c >= 1.0 | Adams,adler",
        "Score__c < 0 | 100%",
        "Score__c <= 1e0 | Adams,100%",
        "Score__c = null | Baker_x",
        "LastName > 'adl' | adler,Baker_x",
        "LastName LIKE 'ad%' | Adams,adler",
        "LastName LIKE 'ad_er' | adler",
        "LastName LIKE '%\\_x' | Baker_x",
        "LastName LIKE '%\\%' | 100%",
        "NOT LastName LIKE 'a%' | Baker_x,100%",
        "Status IN ('open','WORKING') | Adams,adler,Baker_x",
        "Status NOT IN ('open') | adler,100%",
        "Status IN (null) | 100%",
        "IsConverted = false AND Status = 'Open' | Adams,Baker_x",
        "IsConverted = true | ''",
        "Interests__c INCLUDES ('blue') | Adams,100%",
        "Interests__c INCLUDES ('red;blue','green') | Adams,100%",
        "Interests__c EXCLUDES ('red') | Baker_x,100%",
        "(Status = 'Open' AND Score__c = 1) OR LastName = '100%' | Adams,100%",
        "SystemModstamp = TODAY | adler,Baker_x",
        "SystemModstamp = YESTERDAY | Adams",
        "SystemModstamp < TODAY | Adams,100%",
        "SystemModstamp >= LAST_N_DAYS:1 | Adams,adler,Baker_x",
        "SystemModstamp > TODAY | ''",
        "SystemModstamp = 2026-03-18T04:00:00Z | adler",
        "SystemModstamp >= 2026-03-18T04:00:00.000+0000 | adler,Baker_x",
        "Visited__c = THIS_MONTH | Adams,adler,Baker_x,100%",
        "Visited__c > 2026-03-18 | Baker_x",
        "Visited__c IN (TODAY, 2026-03-01) | Adams,adler,100%",
        "Owner.Name = 'ann' | Adams,Baker_x",
        "Owner.Type = 'Queue' | adler,100%",
        "Owner.Username = null | adler,100%",
        "DAY_ONLY(SystemModstamp) = 2026-03-18 | Adams,adler",
        "DAY_ONLY(convertTimezone(SystemModstamp)) = 2026-03-17 | Adams",
        "HOUR_IN_DAY(SystemModstamp) = 4 | adler",
        "HOUR_IN_DAY(convertTimezone(SystemModstamp)) = 0 | adler",
        "CALENDAR_YEAR(Visited__c) = 2026 | Adams,adler,Baker_x,100%",
        "Email IN ('b@X.io','zz') | adler",
        "OwnerId IN (SELECT Id FROM User WHERE Name = 'Ann') | Adams,Baker_x",
        "OwnerId NOT IN (SELECT Id FROM User) | adler,100%"
      })
  void whereKeepsTheRowsTheOrgWould(String where, String expected) {
    String none = expected.replace("''", "");
    assertThat(String.join(",", leads(where))).isEqualTo(none);
  }

  @Test
  void idsAreFoundInBothLengths() {
    String id = ann.substring(0, 15);
    assertThat(names("SELECT Name FROM User WHERE Id = '" + id + "'")).containsExactly("Ann");
    assertThat(names("SELECT Name FROM User WHERE Id IN ('" + ann + "')")).containsExactly("Ann");
    assertThat(names("SELECT Name FROM User WHERE Id < '" + id + "'")).containsExactly("Boss");
    assertThat(org.scans).isZero();
  }

  @Test
  void indexedConditionsReadNoOtherRows() {
    leads("Email = 'a@x.io'");
    leads("Email IN ('a@x.io') AND Status = 'Open'");
    leads("Email = 'a@x.io' OR OwnerId = '" + ann + "'");
    leads("SystemModstamp >= 2026-03-18T00:00:00Z AND Status != 'x'");
    leads("OwnerId IN (SELECT Id FROM User WHERE Id = '" + ann + "')");
    leads("SystemModstamp = YESTERDAY");
    assertThat(org.scans).isZero();
    leads("Email = 'a@x.io' OR Status = 'Open'");
    assertThat(org.scans).isOne();
  }

  @Test
  void momentsAreComparedByWholeSeconds() {
    lead("Late", null, null, null, null, "2026-03-18T04:00:00.999Z", ann);
    assertThat(leads("SystemModstamp = 2026-03-18T04:00:00Z")).containsExactly("adler", "Late");
    assertThat(
            leads(
                "SystemModstamp <= 2026-03-18T04:00:00Z AND SystemModstamp >= 2026-03-18T04:00:00.500Z"))
        .containsExactly("adler", "Late");
  }

  @Test
  void sortsWithoutCaseAndNullsFirst() {
    assertThat(names("SELECT LastName FROM Lead ORDER BY LastName"))
        .containsExactly("100%", "Adams", "adler", "Baker_x");
    assertThat(names("SELECT LastName FROM Lead ORDER BY Score__c DESC"))
        .containsExactly("Baker_x", "adler", "Adams", "100%");
    assertThat(names("SELECT LastName FROM Lead ORDER BY Score__c NULLS LAST LIMIT 3"))
        .containsExactly("100%", "Adams", "adler");
    assertThat(
            names(
                "SELECT LastName FROM Lead ORDER BY Owner.Name DESC, LastName DESC LIMIT 2 OFFSET 1"))
        .containsExactly("100%", "Baker_x");
    assertThat(names("SELECT LastName FROM Lead ORDER BY Company LIMIT 2"))
        .containsExactly("Adams", "adler");
  }

  @Test
  void deletedRowsShowOnlyInQueryAll() {
    org.put("Lead", "00Q000000000099AAA", true, "LastName", "Gone", "Company", "Co");
    Query query = Soql.parse("SELECT COUNT() FROM Lead");
    assertThat(Plan.of(org, query).run(false).total()).isEqualTo(4);
    assertThat(Plan.of(org, query).run(true).total()).isEqualTo(5);
  }

  @Test
  void rowsComeWithAttributesParentsAndChildren() {
    assertThat(
            json(
                "select name, owner.name, OWNER.manager.NAME, AnnualRevenue, NumberOfEmployees,"
                    + " BillingAddress, (select lastname, Birthdate from contacts order by lastname)"
                    + " from account where Id = '"
                    + acme
                    + "'"))
        .isEqualTo(
            """
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account",\
            "url":"/b/sobjects/Account/%1$s"},"Name":"Acme","Owner":{"attributes":{"type":"User",\
            "url":"/b/sobjects/User/%2$s"},"Name":"Ann","Manager":{"attributes":{"type":"User",\
            "url":"/b/sobjects/User/005000000000001AAA"},"Name":"Boss"}},"AnnualRevenue":3.5E8,\
            "NumberOfEmployees":12,"BillingAddress":{"city":"Graz"},"Contacts":{"totalSize":2,\
            "done":true,"records":[{"attributes":{"type":"Contact",\
            "url":"/b/sobjects/Contact/003000000000001AAA"},"LastName":"Ames",\
            "Birthdate":"1990-02-03"},{"attributes":{"type":"Contact",\
            "url":"/b/sobjects/Contact/003000000000002AAA"},"LastName":"Byrd",\
            "Birthdate":null}]}}]}\
            """
                .formatted(acme, ann));
  }

  @Test
  void aMissingParentAndNoChildrenAreNull() {
    assertThat(json("SELECT LastName, Account.Name FROM Contact WHERE LastName = 'Cole'"))
        .contains("\"LastName\":\"Cole\",\"Account\":null}");
    assertThat(json("SELECT Name, (SELECT Id FROM Contacts) FROM Account WHERE Name = 'beta'"))
        .contains("\"Name\":\"beta\",\"Contacts\":null}");
  }

  @Test
  void aReferenceToSeveralObjectsShowsEachRowsOwn() {
    assertThat(
            json(
                "SELECT SystemModstamp, Owner.Name, IsConverted FROM Lead WHERE LastName = 'adler'"))
        .contains("\"SystemModstamp\":\"2026-03-18T04:00:00.000+0000\"")
        .contains(
            "\"Owner\":{\"attributes\":{\"type\":\"Name\",\"url\":\"/b/sobjects/Group/" + queue)
        .contains("\"Name\":\"Hot queue\"},\"IsConverted\":false");
  }

  @Test
  void countAnswersOnlyANumber() {
    assertThat(json("SELECT COUNT() FROM Lead WHERE Status = 'Open'"))
        .isEqualTo("{\"totalSize\":2,\"done\":true,\"records\":[]}");
  }

  @Test
  void groupsAreCountedSummedAndFiltered() {
    assertThat(
            json(
                "SELECT Status, COUNT(Id) n, SUM(Score__c), MAX(LastName) FROM Lead"
                    + " GROUP BY Status HAVING COUNT(Id) > 1"))
        .contains(
            "{\"attributes\":{\"type\":\"AggregateResult\"},\"Status\":\"Open\",\"n\":2,"
                + "\"expr0\":1.0,\"expr1\":\"Baker_x\"}")
        .contains("\"totalSize\":1");
    assertThat(
            json("SELECT COUNT(Id), COUNT_DISTINCT(Industry), AVG(NumberOfEmployees) FROM Account"))
        .contains("\"expr0\":3,\"expr1\":1,\"expr2\":12.0");
    assertThat(
            json(
                "SELECT Owner.Name, COUNT(Id) FROM Lead GROUP BY Owner.Name ORDER BY COUNT(Id) DESC, Owner.Name LIMIT 1"))
        .contains("\"Name\":\"Ann\",\"expr0\":2");
    assertThat(
            json(
                "SELECT CALENDAR_MONTH(Visited__c) m, COUNT(Id) c FROM Lead GROUP BY CALENDAR_MONTH(Visited__c)"))
        .contains("\"m\":3,\"c\":4");
    assertThat(json("SELECT SUM(Score__c) FROM Lead WHERE LastName = 'nobody'"))
        .contains("\"totalSize\":1")
        .contains("\"expr0\":null");
  }

  @Test
  void fieldSetsNameTheFieldsAndAskForALimit() {
    assertThat(json("SELECT FIELDS(CUSTOM) FROM Lead LIMIT 1"))
        .contains("\"Score__c\":1.0,\"Interests__c\":\"red;blue\"")
        .doesNotContain("LastName");
    assertThat(json("SELECT FIELDS(STANDARD) FROM Lead")).doesNotContain("Score__c");
    assertThat(refused("SELECT FIELDS(ALL) FROM Lead LIMIT 201"))
        .hasMessageContaining("LIMIT of at most 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT Id FROM XYZZY | INVALID_TYPE | sObject type 'XYZZY' is not supported.",
        "SELECT Foo FROM Lead | INVALID_FIELD | No such column 'Foo' on entity 'Lead'.",
        "SELECT Bar.Name FROM Lead | INVALID_FIELD | Didn't understand relationship 'Bar' in field path.",
        "SELECT Owner.Foo FROM Lead | INVALID_FIELD | No such column 'Foo' on entity 'Name'.",
        "SELECT Id, id FROM Lead | INVALID_FIELD | duplicate field selected: Id",
        "SELECT Id FROM Lead WHERE Email = 5 | INVALID_FIELD | value of filter criterion for field 'Email' must be of type string and should be enclosed in quotes",
        "SELECT Id FROM Lead WHERE Score__c = '5' | INVALID_FIELD | must be of type double and should not be enclosed in quotes",
        "SELECT Id FROM Lead WHERE SystemModstamp > '2026' | INVALID_FIELD | must be of type dateTime and should not",
        "SELECT Id FROM Lead WHERE SystemModstamp > 2026-01-01 | INVALID_FIELD | must be of type dateTime",
        "SELECT Id FROM Lead WHERE IsConverted = 'true' | INVALID_FIELD | must be of type boolean",
        "SELECT Id FROM Lead WHERE Id = 'abc' | INVALID_QUERY_FILTER_OPERATOR | invalid ID field: abc",
        "SELECT Id FROM Lead WHERE Id LIKE '00Q%' | INVALID_QUERY_FILTER_OPERATOR | invalid operator on id field",
        "SELECT Id FROM Lead WHERE IsConverted > false | INVALID_QUERY_FILTER_OPERATOR | invalid operator on boolean field",
        "SELECT Id FROM Lead WHERE Status INCLUDES ('x') | INVALID_QUERY_FILTER_OPERATOR | only valid on multipicklist",
        "SELECT Id FROM Lead WHERE Description = 'x' | INVALID_FIELD | field 'Description' can not be filtered in a query call",
        "SELECT Id FROM Lead ORDER BY Description | MALFORMED_QUERY | field 'Description' can not be sorted in a query call",
        "SELECT Id FROM Lead GROUP BY Status | MALFORMED_QUERY | Field must be grouped or aggregated: Id",
        "SELECT Status, COUNT(Id) FROM Lead | MALFORMED_QUERY | Field must be grouped or aggregated: Status",
        "SELECT SUM(Status) FROM Lead | MALFORMED_QUERY | field Status does not support aggregate operator SUM",
        "SELECT Id x FROM Lead | MALFORMED_QUERY | only aggregate expressions use field aliasing",
        "SELECT Id, (SELECT Id FROM Foos) FROM Account | INVALID_TYPE | Didn't understand relationship 'Foos' in FROM part",
        "SELECT COUNT() FROM Lead GROUP BY Status | MALFORMED_QUERY | COUNT() cannot be grouped or ordered",
        "SELECT COUNT() FROM Lead ORDER BY Name | MALFORMED_QUERY | COUNT() cannot be grouped or ordered",
        "SELECT Id, (SELECT COUNT() FROM Contacts) FROM Account | MALFORMED_QUERY | only root queries support aggregate expressions",
        "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT Id FROM Contact)) | MALFORMED_QUERY | Nesting of semi join",
        "SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact) | MALFORMED_QUERY | should point to the same object type",
        "SELECT Id FROM Account WHERE Foo(Name) = 'x' | MALFORMED_QUERY | Invalid function: Foo(Name)",
        "SELECT Id FROM Lead WHERE convertTimezone(SystemModstamp) > TODAY | MALFORMED_QUERY | only valid within a date function",
        "SELECT convertTimezone(SystemModstamp) FROM Lead | MALFORMED_QUERY | convertTimezone",
        "SELECT Id FROM Lead WHERE CALENDAR_YEAR(convertTimezone(Visited__c)) = 1 | MALFORMED_QUERY | Invalid function",
        "SELECT Id FROM Lead WHERE HOUR_IN_DAY(Visited__c) = 1 | MALFORMED_QUERY | Invalid function",
        "SELECT Id FROM Account WHERE COUNT(Id) > 1 | MALFORMED_QUERY | aggregate expressions are not allowed here"
      })
  void refusalsHaveTheOrgsCodesAndWords(String query, String code, String message) {
    SoqlError error = refused(query);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining(message);
  }

  @Test
  void aWrongNameIsPointedAt() {
    assertThat(refused("SELECT Id,Name FROM XYZZY").getMessage())
        .startsWith(
            "\nSELECT Id,Name FROM XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported.");
  }

  @Test
  void aStreamStopsReadingAtItsLimit() {
    int[] read = {0};
    Plan plan = Plan.of(org, Soql.parse("SELECT LastName FROM Lead"));
    assertThat(plan.stream(false).peek(row -> read[0]++).limit(2).toList()).hasSize(2);
    assertThat(read[0]).isEqualTo(2);
  }
}
