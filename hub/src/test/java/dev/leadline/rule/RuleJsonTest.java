package dev.leadline.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.prospect.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonTest {
  @Test
  void writesObjectsThatSayTheirKind() {
    Criteria criteria =
        Criteria.all(
            Criteria.field("city", FieldTest.IS, "Ulm;Rom"),
            Criteria.any(new Criteria.HasTag("vip"), new Criteria.Unassigned()));

    assertThat(RuleJson.write(criteria))
        .isEqualTo(
            """
            {"kind":"all","parts":[\
            {"kind":"field","field":"city","test":"is","value":"Ulm;Rom"},\
            {"kind":"any","parts":[{"kind":"has_tag","value":"vip"},{"kind":"unassigned"}]}]}\
            """);
  }

  @Test
  void bringsEveryActionBack() {
    List<Action> actions =
        List.of(
            new Action.SetField("city", "Ulm \"a\" \\"),
            new Action.AddTag("vip"),
            new Action.RemoveTag("cold"),
            new Action.AdjustScore(-5),
            new Action.AssignToUser(7, false),
            new Action.AssignToGroup(8, false),
            new Action.AddToCampaign(9, "Sent"));

    assertThat(RuleJson.actions(RuleJson.write(actions))).isEqualTo(actions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                                      | Not JSON
          []                                                     | kind must be a text
          {"kind":"none"}                                        | no criteria of kind none
          {"kind":"all"}                                         | parts must be a list
          {"kind":"all","parts":[{"kind":"nope"}]}               | no criteria of kind nope
          {"kind":"all","parts":[],"not":true}                   | all takes no not
          {"kind":"assigned","value":1}                          | assigned takes no value
          {"kind":"field","field":"a","test":"is"}               | value must be a text
          {"kind":"field","field":"a","test":"like","value":"b"} | no test like
          {"kind":"field","field":"a","test":"is_empty","value":"b"} | field takes no value
          {"kind":"score","test":"equal_to","value":"5"}         | value must be a whole number
          {"kind":"score","test":"equal_to","value":5000000000}  | value must be a smaller number
          {"kind":"has_tag","value":"a","value":"b"}             | Duplicate
          """)
  void refusesCriteriaThatAreNotExactlySo(String json, String why) {
    assertThatThrownBy(() -> RuleJson.criteria(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"kind":"add_tag","tag":"a"}                  | must be a list
          [{"kind":"archive"}]                          | no action of kind archive
          [{"kind":"assign_to_user","user":1.5}]        | user must be a whole number
          [{"kind":"add_tag","tag":"a","to":"b"}]       | add_tag takes no to
          """)
  void refusesActionsThatAreNotExactlySo(String json, String why) {
    assertThatThrownBy(() -> RuleJson.actions(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
