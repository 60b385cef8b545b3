package dev.leadline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.ingest.Interpret.Meaning;
import dev.leadline.intake.Change;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.unit.Unit;
import dev.leadline.unit.Unit.Matching;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterpretTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Unit V3 = new Unit(1, "u", Matching.V3, null, false, false);
  private static final Map<String, Field> FIELDS = fields();

  @Test
  void inV3TheEmailIsTheKeyAndAUserIdThatLooksLikeOneServes() {
    assertThat(change(V3, null, Map.of("email", "Ann@acme.example")).who())
        .isEqualTo(Who.keys(Key.email("ann@acme.example")));
    assertThat(change(V3, "ann@acme.example", Map.of()).fields())
        .containsEntry("email", "ann@acme.example");
    assertThat(meaning(V3, "u1", Map.of("name", "Ann"), Signal.Options.NONE))
        .isEqualTo(
            new Meaning.Unwanted(Fate.REFUSED, "nothing to match on: the call has no email"));
  }

  @Test
  void inV4AnIdBeatsAFidBeatsTheLookupFieldBeatsANewProspect() {
    Unit unit = new Unit(1, "u", Matching.V4, "customer_no", false, false);
    Map<String, Object> traits = Map.of("email", "ann@acme.example", "customer_no", "77");

    Change byId = change(unit, null, traits, new Signal.Options(true, "12", "00D50000000IZ3ZEAW"));
    assertThat(byId.who()).isEqualTo(Who.id(12));
    assertThat(byId.ifUnknown()).isEqualTo(IfUnknown.REFUSE);
    Change byFid = change(unit, null, traits, new Signal.Options(true, null, "00D50000000IZ3ZEAW"));
    assertThat(byFid.who()).isEqualTo(Who.keys(Key.fid("00D50000000IZ3ZEAW")));
    assertThat(byFid.attach()).containsExactly(Key.fid("00D50000000IZ3ZEAW"));
    assertThat(change(unit, null, traits).who())
        .isEqualTo(Who.keys(Key.lookupWithin("ann@acme.example", "77")));
    assertThat(change(unit, null, Map.of("email", "ann@acme.example")).who()).isEqualTo(Who.keys());
  }

  @Test
  void inV4TheUserIdMayBeTheLookupValueAndFillsTheField() {
    Unit unit = new Unit(1, "u", Matching.V4, "customer_no", true, false);
    Change change = change(unit, "u1", Map.of("email", "ann@acme.example"));

    assertThat(change.who()).isEqualTo(Who.keys(Key.lookupWithin("ann@acme.example", "u1")));
    assertThat(change.fields()).containsEntry("customer_no", "u1");
  }

  @Test
  void aSenderMaySwitchUsOff() {
    assertThat(
            meaning(
                V3,
                null,
                Map.of("email", "ann@acme.example"),
                new Signal.Options(false, null, null)))
        .isEqualTo(new Meaning.Unwanted(Fate.IGNORED, "switched off by the call's integrations"));
  }

  @Test
  void everyConventionOfTraitsFillsItsField() {
    Map<String, String> fields =
        change(
                V3,
                null,
                Map.of(
                    "email", "ann@acme.example",
                    "name", "Ann Mary Lee",
                    "Job Title", "CTO",
                    "title", "Dr",
                    "company", Map.of("name", "Acme", "employee_count", 12),
                    "address", Map.of("street", "Main 1", "postalCode", "89073", "planet", "Earth"),
                    "yearsInBusiness", 7))
            .fields();
    assertThat(fields)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "email", "ann@acme.example",
                "first_name", "Ann",
                "last_name", "Mary Lee",
                "job_title", "CTO",
                "company", "Acme",
                "employees", "12",
                "address_one", "Main 1",
                "zip", "89073",
                "years_in_business", "7"));
  }

  @Test
  void anExplicitFieldNameStandsAboveEveryDerivedValue() {
    Map<String, Object> traits = new LinkedHashMap<>();
    traits.put("email", "ann@acme.example");
    traits.put("firstName", "Anna");
    traits.put("first_name", "Ann");
    traits.put("name", "Bea Lee");
    assertThat(change(V3, null, traits).fields())
        .containsEntry("first_name", "Ann")
        .containsEntry("last_name", "Lee");
  }

  @Test
  void nullLeavesAFieldAndTheEmptyTextClearsIt() {
    Map<String, @Nullable Object> traits = new LinkedHashMap<>();
    traits.put("email", "ann@acme.example");
    traits.put("city", null);
    traits.put("phone", "");
    assertThat(change(V3, null, traits).fields())
        .containsEntry("phone", "")
        .doesNotContainKey("city");
  }

  @Test
  void traitsThatFillNothingAreNamed() {
    assertThat(
            meaning(
                V3,
                null,
                Map.of("email", "ann@acme.example", "address", Map.of("planet", "Earth")),
                Signal.Options.NONE))
        .isInstanceOfSatisfying(
            Meaning.Wanted.class,
            wanted -> assertThat(wanted.dropped()).containsExactly("address.planet"));
  }

  private static Change change(
      Unit unit, @Nullable String userId, Map<String, ? extends @Nullable Object> traits) {
    return change(unit, userId, traits, Signal.Options.NONE);
  }

  private static Change change(
      Unit unit,
      @Nullable String userId,
      Map<String, ? extends @Nullable Object> traits,
      Signal.Options options) {
    return ((Meaning.Wanted) meaning(unit, userId, traits, options)).change();
  }

  private static Meaning meaning(
      Unit unit,
      @Nullable String userId,
      Map<String, ? extends @Nullable Object> traits,
      Signal.Options options) {
    return Interpret.signal(
        new Signal(1, 5, "m", "identify", NOW, NOW, userId, traits, options, "{}"), unit, FIELDS);
  }

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    Stream.of(
            "email",
            "first_name",
            "last_name",
            "job_title",
            "company",
            "city",
            "zip",
            "phone",
            "address_one",
            "employees",
            "years_in_business",
            "customer_no")
        .forEach(n -> fields.put(n, new Field(1, n, n, FieldType.TEXT, false, List.of())));
    return fields;
  }
}
