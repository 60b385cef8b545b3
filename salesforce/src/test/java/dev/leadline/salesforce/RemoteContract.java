package dev.leadline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Remote;
import dev.leadline.connector.Remote.Description;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Page;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.Search;
import dev.leadline.connector.Remote.Search.ByEmail;
import dev.leadline.connector.Remote.Search.ById;
import dev.leadline.connector.Remote.Suggestion;
import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Write.Create;
import dev.leadline.connector.Remote.Write.Update;
import dev.leadline.connector.Remote.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the sync relies on, whoever is over there. */
abstract class RemoteContract {
  /** A field of leads that is true or false. */
  static final String FLAG = "Flag__c";

  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "Lead", List.of("FirstName", "LastName", "Email", "Title", FLAG),
          "Contact", List.of("FirstName", "LastName", "Email", "Title"));

  private final String someone = UUID.randomUUID() + "@acme.example";

  abstract OtherSide there();

  @Test
  void describesItsTypesAndSuggestsOnlyFieldsThatItHas() {
    Description description = remote().describe();

    Remote.Type lead = description.type("Lead").orElseThrow();
    assertThat(lead.field("LastName"))
        .hasValueSatisfying(name -> {
          assertThat(name.required()).isTrue();
          assertThat(name.createable()).isTrue();
          assertThat(name.updateable()).isTrue();
        });
    for (Remote.Type type : description.types()) {
      assertThat(type.suggestions())
          .extracting(Suggestion::field)
          .contains("email", "first_name", "last_name")
          .doesNotHaveDuplicates();
      assertThat(type.suggestions())
          .allSatisfy(pair -> assertThat(type.field(pair.remoteField())).isPresent());
    }
    assertThat(remote().types()).contains(remote().newType());
  }

  @Test
  void answersEachSearchInItsPlace() {
    String lead = there().make("Lead", lead("Lee", "a" + someone));
    String contact = there().make("Contact", contact("Coe", "b" + someone));

    List<Optional<Found>> found =
        remote()
            .find(
                List.of(
                    byEmail("nobody" + someone),
                    byEmail("b" + someone),
                    new ById("Lead", lead),
                    byEmail("a" + someone)),
                FIELDS);

    assertThat(found.stream().map(each -> each.map(Found::id).orElse("none")))
        .containsExactly("none", contact, lead, lead);
    assertThat(found.get(1).orElseThrow().type()).isEqualTo("Contact");
    assertThat(found.get(2).orElseThrow().values()).containsEntry("LastName", "Lee");
  }

  @Test
  void prefersTheFirstTypeThenTheLatestChange() {
    String old = there().make("Lead", lead("Old", someone));
    String newer = there().make("Lead", lead("New", someone));
    assertThat(idOf(someone)).isEqualTo(old);
    there().tick();
    there().edit(newer, Map.of("Title", "CTO"));
    assertThat(idOf(someone)).isEqualTo(newer);

    String contact = there().make("Contact", contact("Coe", someone));
    assertThat(idOf(someone)).isEqualTo(contact);
  }

  @Test
  void findsAnEmailInAnyCaseAndWithAnyCharacter() {
    String odd = "o'brien+x" + someone;
    String lead = there().make("Lead", lead("Lee", odd.toLowerCase(Locale.ROOT)));

    assertThat(idOf("O" + odd.substring(1))).isEqualTo(lead);
  }

  @Test
  void aDeletedRecordIsFoundOnlyByItsId() {
    String lead = there().make("Lead", lead("Lee", someone));
    there().delete(lead);

    List<Optional<Found>> found =
        remote().find(List.of(byEmail(someone), new ById("Lead", lead)), FIELDS);

    assertThat(found.get(0)).isEmpty();
    assertThat(found.get(1).map(Found::deleted)).contains(true);
  }

  @Test
  void whatIsWrittenIsReadBackAlsoWhatIsCleared() {
    Written created =
        remote()
            .write(
                List.of(
                    new Create("Lead", with(lead("Lee", someone), "Title", "CTO", FLAG, "true"))))
            .getFirst();
    String id = ((Written.Created) created).id();
    assertThat(find(id).values()).containsEntry("Title", "CTO").containsEntry(FLAG, "true");

    Written updated =
        remote()
            .write(List.of(new Update("Lead", id, Map.of("Title", "", FLAG, "false"))))
            .getFirst();

    assertThat(updated).isInstanceOf(Written.Updated.class);
    assertThat(find(id).values()).containsEntry("Title", "").containsEntry(FLAG, "false");
    assertThat(find(id).values()).containsEntry("LastName", "Lee");
  }

  @Test
  void oneRefusalLeavesTheOthersAndSaysWhoMustAct() {
    String gone = there().make("Lead", lead("Gone", someone));
    there().delete(gone);

    List<Written> written =
        remote()
            .write(
                List.of(
                    new Create("Lead", Map.of("Email", someone)),
                    new Create("Lead", lead("Lee", someone)),
                    new Update("Lead", gone, Map.of("Title", "CTO"))));

    assertThat(remedy(written.get(0))).isEqualTo(Remedy.PERSON);
    assertThat(written.get(1)).isInstanceOf(Written.Created.class);
    assertThat(remedy(written.get(2))).isEqualTo(Remedy.RELINK);
  }

  @Test
  void manyWritesAreAnsweredInOrder() {
    List<Write> writes = new ArrayList<>();
    IntStream.range(0, 450)
        .forEach(i ->
            writes.add(
                i % 3 == 0
                    ? new Create("Contact", contact("C" + i, i + someone))
                    : new Create("Lead", lead("L" + i, i + someone))));

    List<Written> written = remote().write(writes);

    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      String id = ((Written.Created) written.get(i)).id();
      searches.add(new ById(writes.get(i).type(), id));
    }
    List<Optional<Found>> found = remote().find(searches, FIELDS);
    for (int i = 0; i < writes.size(); i++) {
      assertThat(found.get(i).orElseThrow().values())
          .containsEntry("LastName", writes.get(i).values().get("LastName"));
    }
  }

  @Test
  void tellsWhatChangedSinceAPositionOldestFirst() {
    String first = there().make("Lead", lead("First", "1" + someone));
    String second = there().make("Contact", contact("Second", "2" + someone));
    String position = drain(null, new ArrayList<>());
    there().tick();
    there().edit(first, Map.of("Title", "CTO"));
    there().tick();
    there().delete(second);
    String third = there().make("Lead", lead("Third", "3" + someone));

    List<Found> told = new ArrayList<>();
    position = drain(position, told);

    assertThat(last(told, first).values()).containsEntry("Title", "CTO");
    assertThat(last(told, second).deleted()).isTrue();
    assertThat(last(told, third).values()).containsEntry("LastName", "Third");
    assertThat(told)
        .isSortedAccordingTo((one, other) -> one.modifiedAt().compareTo(other.modifiedAt()));

    List<Found> again = new ArrayList<>();
    drain(position, again);
    assertThat(again).as("nothing is new").isEmpty();
  }

  @Test
  void tellsOurOwnWritesToo() {
    String position = drain(null, new ArrayList<>());
    there().tick();
    Written created = remote().write(List.of(new Create("Lead", lead("Lee", someone)))).getFirst();

    List<Found> told = new ArrayList<>();
    drain(position, told);

    assertThat(last(told, ((Written.Created) created).id()).values())
        .containsEntry("Email", someone);
  }

  @Test
  void aPageNotTakenInIsToldAgain() {
    String position = drain(null, new ArrayList<>());
    there().tick();
    String lead = there().make("Lead", lead("Lee", someone));

    Page lost = remote().changes(position, FIELDS);
    Page again = remote().changes(position, FIELDS);

    assertThat(lost.records()).extracting(Found::id).contains(lead);
    assertThat(again.records()).extracting(Found::id).contains(lead);
  }

  final Remote remote() {
    return there().remote();
  }

  static Map<String, String> lead(String lastName, String email) {
    return Map.of("LastName", lastName, "Email", email, "Company", "Acme");
  }

  static Map<String, String> contact(String lastName, String email) {
    return Map.of("LastName", lastName, "Email", email);
  }

  private static Map<String, String> with(Map<String, String> values, String... more) {
    Map<String, String> all = new LinkedHashMap<>(values);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private Search byEmail(String email) {
    return new ByEmail(email, List.of("Contact", "Lead"));
  }

  private String idOf(String email) {
    return remote().find(List.of(byEmail(email)), FIELDS).getFirst().map(Found::id).orElse("none");
  }

  private Found find(String id) {
    return remote().find(List.of(new ById("Lead", id)), FIELDS).getFirst().orElseThrow();
  }

  /** Reads to the end; answers the position there. */
  private String drain(@Nullable String from, List<Found> told) {
    Page page = remote().changes(from, FIELDS);
    told.addAll(page.records());
    while (page.more()) {
      page = remote().changes(page.position(), FIELDS);
      told.addAll(page.records());
    }
    return page.position();
  }

  private static Found last(List<Found> told, String id) {
    return told.stream().filter(found -> found.id().equals(id)).reduce((a, b) -> b).orElseThrow();
  }

  private static Remedy remedy(Written written) {
    return ((Written.Failed) written).remedy();
  }
}
