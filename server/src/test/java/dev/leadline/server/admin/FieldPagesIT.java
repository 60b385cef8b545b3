package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.Role;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.server.TestHub;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for the fields of prospects. */
class FieldPagesIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private final Visitor marketer = Visitor.of(HUB, Role.MARKETING);

  @ParameterizedTest
  @CsvSource({"ADMINISTRATOR,200", "MARKETING,200", "SALES_MANAGER,403", "SALES,403"})
  void fieldsAreForAdministratorsAndMarketing(Role role, int status) {
    assertThat(Visitor.of(HUB, role).get("/admin/fields").statusCode()).isEqualTo(status);
  }

  @Test
  void aFieldWithValuesIsMadeAndOfferedForProspects() {
    HttpResponse<String> made =
        marketer.post(
            "/admin/fields/new",
            "label",
            "Favourite colour",
            "type",
            "DROPDOWN",
            "options",
            "red\r\n\r\n blue \r\nred");

    assertThat(marketer.follow(made).body()).contains("Favourite colour");
    assertThat(HUB.hub().fields().of(1).get("favourite_colour"))
        .returns(FieldType.DROPDOWN, Field::type)
        .satisfies(field -> assertThat(field.options()).containsExactly("red", "blue"));
    assertThat(marketer.get("/admin/prospects/new").body())
        .contains("name=\"f.favourite_colour\"")
        .contains("<option value=\"blue\">");
  }

  @ParameterizedTest
  @CsvSource({
    "email,There is a field “email” already.",
    "EMAIL,There is a field “email” already.",
    "score,A prospect has a “score” already that is no field.",
    "9lives,Use at most 100 Latin letters"
  })
  void aNameThatCannotBeGivenIsRefusedAndWhatWasTypedStays(String name, String problem) {
    HttpResponse<String> answer =
        marketer.post(
            "/admin/fields/new",
            "label",
            "Ka\"be",
            "name",
            name,
            "type",
            "RADIO",
            "options",
            "one");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains(problem)
        .contains("Ka&#34;be")
        .contains("<option value=\"RADIO\" selected");
  }

  @Test
  void aFieldOfSeveralValuesNeedsThem() {
    HttpResponse<String> none =
        marketer.post("/admin/fields/new", "label", "Empty", "type", "CHECKBOX", "options", " ");
    HttpResponse<String> semicolon =
        marketer.post("/admin/fields/new", "label", "Split", "type", "CHECKBOX", "options", "a;b");

    assertThat(none.body()).contains("Say which values are offered");
    assertThat(semicolon.body()).contains("may not contain a semicolon");
    assertThat(HUB.hub().fields().of(1)).doesNotContainKeys("empty", "split");
  }

  @Test
  void aCustomFieldIsDescribedAnewButAStandardOneIsNot() {
    marketer.post("/admin/fields/new", "label", "Size", "type", "RADIO", "options", "S\nM");

    marketer.post("/admin/fields/size", "label", "Shirt size", "options", "S\nM\nL");

    assertThat(HUB.hub().fields().of(1).get("size"))
        .returns("Shirt size", Field::label)
        .returns(FieldType.RADIO, Field::type)
        .satisfies(field -> assertThat(field.options()).containsExactly("S", "M", "L"));
    assertThat(marketer.get("/admin/fields/email").statusCode()).isEqualTo(404);
    assertThat(marketer.post("/admin/fields/email", "label", "Mail").statusCode()).isEqualTo(404);
  }
}
