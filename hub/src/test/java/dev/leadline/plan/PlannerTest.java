package dev.leadline.plan;

import static dev.leadline.plan.Samples.ANN;
import static dev.leadline.plan.Samples.NOON;
import static dev.leadline.plan.Samples.assigned;
import static dev.leadline.plan.Samples.field;
import static dev.leadline.plan.Samples.lead;
import static dev.leadline.plan.Samples.map;
import static dev.leadline.plan.Samples.mapped;
import static dev.leadline.plan.Samples.ours;
import static dev.leadline.plan.Samples.owner;
import static dev.leadline.plan.Samples.planner;
import static dev.leadline.plan.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Policy;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.Winner;
import dev.leadline.plan.Decision.Compared;
import dev.leadline.plan.Decision.Conflict;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final List<Mapped> TITLE = List.of(text("job_title", "Title", Winner.THEIRS));
  private static final Policy USUAL = Policy.of(Map.of());

  private final Planner planner = planner();

  @ParameterizedTest(name = "base {0}, ours {1}, theirs {2}: {3}")
  @CsvSource(
      emptyValue = "",
      value = {
        "CTO, CTO,  CTO,  nothing",
        "CTO, CEO,  CTO,  push CEO",
        "CTO, CTO,  CEO,  pull CEO",
        "CTO, CEO,  CEO,  nothing",
        "CTO, '',   CTO,  push ''",
        "CTO, CTO,  '',   pull ''",
        "CTO, '',   '',   nothing",
        "'',  CEO,  '',   push CEO",
        "'',  '',   CEO,  pull CEO",
        "CTO, CEO,  CFO,  pull CFO",
        "CTO, '',   CFO,  pull CFO",
        "CTO, CEO,  '',   pull ''",
      })
  void theSideThatChangedGoesOverAlsoWhenItWasCleared(
      String base, String ours, String theirs, String expected) {
    Compared decided =
        compare(TITLE, map("job_title", base), ours("job_title", ours), lead("Title", theirs));

    assertThat(inWords(decided, "job_title", "Title")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "no base, ours {0}, theirs {1}: {2}")
  @CsvSource(
      emptyValue = "",
      value = {
        "CTO, '',  push CTO",
        "'',  CTO, pull CTO",
        "'',  '',  nothing",
        "CTO, CTO, nothing",
        "CTO, CEO, pull CEO"
      })
  void withoutABaseTheFilledSideFillsTheEmptyOne(String ours, String theirs, String expected) {
    Compared decided = compare(TITLE, Map.of(), ours("job_title", ours), lead("Title", theirs));

    assertThat(inWords(decided, "job_title", "Title")).isEqualTo(expected);
  }

  @Test
  void aConflictIsSettledByTheFieldsWinnerAndTold() {
    Compared decided =
        compare(
            List.of(
                text("job_title", "Title", Winner.OURS), text("company", "Company", Winner.THEIRS)),
            map("job_title", "CTO", "company", "Acme"),
            ours("job_title", "CEO", "company", "Bolt"),
            lead("Title", "CFO", "Company", "Coil"));

    assertThat(decided.push()).isEqualTo(map("Title", "CEO"));
    assertThat(decided.pull()).isEqualTo(map("company", "Coil"));
    assertThat(decided).isInstanceOf(Decision.Both.class);
    assertThat(decided.agreed().conflicts())
        .containsExactly(
            new Conflict("job_title", "CTO", "CEO", "CFO", Winner.OURS),
            new Conflict("company", "Acme", "Bolt", "Coil", Winner.THEIRS));
  }

  @Test
  void theNewestWinsByTheTimeOfOurObservationAndTheirChange() {
    List<Mapped> newest = List.of(text("job_title", "Title", Winner.NEWEST));
    Found before = at(lead("Title", "CFO"), -1);
    Found after = at(lead("Title", "CFO"), 1);

    Map<String, String> base = map("job_title", "CTO");
    assertThat(compare(newest, base, ours("job_title", "CEO"), before).push())
        .isEqualTo(map("Title", "CEO"));
    assertThat(compare(newest, base, ours("job_title", "CEO"), after).pull())
        .isEqualTo(map("job_title", "CFO"));
  }

  @Test
  void whatIsAgreedIsKeptAlsoWhenBothSidesMadeTheSameChange() {
    Compared decided =
        compare(TITLE, map("job_title", "CTO"), ours("job_title", "CEO"), lead("Title", "CEO"));

    assertThat(decided).isInstanceOf(Decision.Nothing.class);
    assertThat(decided.agreed().now()).isEqualTo(map("job_title", "CEO"));
    assertThat(decided.agreed().conflicts()).isEmpty();
  }

  @Test
  void aPushIsAgreedOnlyOnceItIsWritten() {
    Compared decided =
        compare(TITLE, map("job_title", "CTO"), ours("job_title", "CEO"), lead("Title", "CTO"));

    assertThat(decided.agreed().now()).isEmpty();
    assertThat(decided.agreed().oncePushed()).isEqualTo(map("job_title", "CEO"));
  }

  @Test
  void theirOwnerAlwaysStandsIfWeKnowTheUser() {
    List<Mapped> owner = List.of(owner());

    assertThat(compare(owner, map(Draft.OWNER, ""), assigned(), lead("OwnerId", "005X")).pull())
        .as("a user or queue that we do not know")
        .isEmpty();
    assertThat(compare(owner, map(Draft.OWNER, ANN), ours(), lead("OwnerId", ANN)).pull())
        .as("unassigned here, though only we changed it")
        .isEqualTo(map(Draft.OWNER, ANN));
  }

  @Test
  void aProspectKeepsItsEmailWhenTheirsIsCleared() {
    List<Mapped> email = List.of(text("email", "Email", Winner.THEIRS));
    Map<String, String> base = map("email", "ann@acme.io");

    assertThat(compare(email, base, ours("email", "ann@acme.io"), lead()))
        .isInstanceOf(Decision.Nothing.class);
    assertThat(compare(email, base, ours("email", "ann@bolt.io"), lead()).push())
        .isEqualTo(map("Email", "ann@bolt.io"));
  }

  @Test
  void emailsDifferingInCaseAreTheSame() {
    List<Mapped> email = List.of(text("email", "Email", Winner.THEIRS));

    assertThat(compare(email, Map.of(), ours("email", "Ann@Acme.io"), lead("Email", "ann@acme.io")))
        .isInstanceOf(Decision.Nothing.class);
  }

  @Test
  void whatCannotBeWrittenThereIsOnlyRead() {
    RemoteField name =
        new RemoteField(
            "Account.Name", "Account", FieldType.TEXT, false, false, false, 255, List.of());
    List<Mapped> company = List.of(mapped("company", name, Winner.OURS));

    Compared decided =
        compare(
            company, map("company", "Acme"), ours("company", "Bolt"), lead("Account.Name", "Acme"));

    assertThat(decided.push()).isEmpty();
    assertThat(decided.pull()).isEqualTo(map("company", "Acme"));
  }

  @Test
  void aValueThatTheyCannotHoldStaysHere() {
    List<Mapped> employees =
        List.of(mapped("job_title", "NumberOfEmployees", FieldType.NUMBER, Winner.OURS));

    assertThat(
            compare(
                employees,
                map("job_title", "5"),
                ours("job_title", "a few"),
                lead("NumberOfEmployees", "5")))
        .isInstanceOf(Decision.Nothing.class);
  }

  @Test
  void aValueThatWeCannotHoldStaysThere() {
    Planner dated = planner(field("job_title", FieldType.DATE));

    assertThat(
            dated.compare(
                TITLE,
                map("job_title", "2026-01-31"),
                ours("job_title", "2026-01-31"),
                lead("Title", "soon")))
        .isInstanceOf(Decision.Nothing.class);
  }

  @Test
  void aTextIsComparedAsLongAsTheyCanHoldIt() {
    RemoteField title =
        new RemoteField("Title", "Title", FieldType.TEXT, true, true, false, 5, List.of());
    List<Mapped> shortTitle = List.of(mapped("job_title", title, Winner.OURS));

    assertThat(
            compare(
                shortTitle, Map.of(), ours("job_title", "Chief of all"), lead("Title", "Chief")))
        .isInstanceOf(Decision.Nothing.class);
    assertThat(compare(shortTitle, Map.of(), ours("job_title", "Chief of all"), lead()).push())
        .isEqualTo(map("Title", "Chief"));
  }

  @Test
  void severalValuesHaveNoOrderAndNoBooleanIsFalse() {
    List<Mapped> colours =
        List.of(mapped("job_title", "Colours__c", FieldType.MULTI_SELECT, Winner.OURS));
    List<Mapped> flag = List.of(mapped("job_title", "DoNotCall", FieldType.BOOLEAN, Winner.OURS));

    assertThat(
            compare(
                colours, Map.of(), ours("job_title", "red;blue"), lead("Colours__c", "blue;red")))
        .isInstanceOf(Decision.Nothing.class);
    assertThat(compare(flag, Map.of(), ours(), lead("DoNotCall", "false")))
        .isInstanceOf(Decision.Nothing.class);
    assertThat(compare(flag, map("job_title", "true"), ours(), lead("DoNotCall", "true")).push())
        .isEqualTo(map("DoNotCall", "false"));
  }

  @Test
  void aRequiredTextIsFilledThereAndReadBackAsEmpty() {
    RemoteField company =
        new RemoteField("Company", "Company", FieldType.TEXT, true, true, true, 255, List.of());
    List<Mapped> lead = List.of(mapped("company", company, Winner.THEIRS));
    Map<String, List<Mapped>> mapping = Map.of("Lead", lead);

    Decision created = planner.meet(mapping, assigned(), Optional.empty(), USUAL, "Lead");

    assertThat(created)
        .isEqualTo(
            new Decision.Create("Lead", map("Company", "[not provided]"), map("company", "")));
    assertThat(compare(lead, map("company", ""), ours(), lead("Company", "[not provided]")))
        .isInstanceOf(Decision.Nothing.class);
    assertThat(compare(lead, map("company", "Acme"), ours(), lead("Company", "Acme")).push())
        .isEqualTo(map("Company", "[not provided]"));
  }

  @Test
  void aTextIsCutToTheirLengthButAnEmailWouldBeAnothers() {
    Map<String, List<Mapped>> mapping =
        Map.of("Lead", List.of(short80("email", "Email"), short80("job_title", "Title")));
    String email = "a".repeat(50) + "@" + "b".repeat(40) + ".example";

    Decision created =
        planner.meet(
            mapping, assigned("email", email, "job_title", email), Optional.empty(), USUAL, "Lead");

    assertThat(created)
        .asInstanceOf(type(Decision.Create.class))
        .extracting(Decision.Create::values)
        .isEqualTo(map("Email", email, "Title", email.substring(0, 80)));
  }

  private static Mapped short80(String field, String theirs) {
    RemoteField there =
        new RemoteField(theirs, theirs, FieldType.TEXT, true, true, false, 80, List.of());
    return mapped(field, there, Winner.THEIRS);
  }

  @Test
  void aRecordIsCreatedOnlyForAnAssignedProspect() {
    Map<String, List<Mapped>> mapping = Map.of("Lead", List.of(TITLE.getFirst(), owner()));

    assertThat(planner.meet(mapping, ours(), Optional.empty(), USUAL, "Lead"))
        .isEqualTo(new Decision.Stay(Reason.NOT_ASSIGNED));
    assertThat(planner.meet(mapping, assigned("job_title", "CTO"), Optional.empty(), USUAL, "Lead"))
        .isEqualTo(
            new Decision.Create(
                "Lead",
                map("Title", "CTO", "OwnerId", ANN),
                map("job_title", "CTO", Draft.OWNER, ANN)));
    assertThat(
            planner.meet(
                mapping,
                ours("job_title", "CTO"),
                Optional.empty(),
                Policy.of(map(Policy.CREATE_WHEN_UNASSIGNED, "true")),
                "Lead"))
        .isInstanceOf(Decision.Create.class);
  }

  @Test
  void aRecordThatExistsIsLinkedWithoutAnAssignmentUnlessOneIsRequired() {
    Map<String, List<Mapped>> mapping = Map.of("Lead", TITLE);
    Optional<Found> match = Optional.of(lead("Title", "CTO"));

    assertThat(planner.meet(mapping, ours(), match, USUAL, "Lead"))
        .asInstanceOf(type(Decision.Pull.class))
        .extracting(Decision.Pull::pull)
        .isEqualTo(map("job_title", "CTO"));
    assertThat(
            planner.meet(
                mapping,
                ours(),
                match,
                Policy.of(map(Policy.LINK_REQUIRES_ASSIGNMENT, "true")),
                "Lead"))
        .isEqualTo(new Decision.Stay(Reason.NOT_ASSIGNED));
  }

  @Test
  void aRecordThatMovedIsFollowedAndADeletedOneIsNot() {
    Place contact = new Place("Contact", "003000000000001AAA");
    Found converted =
        new Found("Lead", "00Q000000000001AAA", NOON, false, contact, map("Title", "CEO"));
    Found deleted = new Found("Lead", "00Q000000000001AAA", NOON, true, null, map());

    assertThat(planner.compare(TITLE, map("job_title", "CTO"), ours(), converted))
        .isEqualTo(new Decision.Relink(contact));
    assertThat(planner.compare(TITLE, map("job_title", "CTO"), ours(), deleted))
        .isEqualTo(new Decision.Gone());
  }

  private Compared compare(
      List<Mapped> mapping, Map<String, String> base, Ours ours, Found theirs) {
    return (Compared) planner.compare(mapping, base, ours, theirs);
  }

  private static Found at(Found found, int secondsAfterNoon) {
    return new Found(
        found.type(), found.id(), NOON.plusSeconds(secondsAfterNoon), false, null, found.values());
  }

  private static String inWords(Compared decided, String field, String theirs) {
    return switch (decided) {
      case Decision.Nothing _ -> "nothing";
      case Decision.Push push -> "push " + quoted(push.push().getOrDefault(theirs, "?"));
      case Decision.Pull pull -> "pull " + quoted(pull.pull().getOrDefault(field, "?"));
      case Decision.Both _ -> "both";
    };
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "''" : value;
  }
}
