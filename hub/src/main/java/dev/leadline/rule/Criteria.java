package dev.leadline.rule;

import dev.leadline.prospect.Origin;
import java.util.Arrays;
import java.util.List;

/** What a prospect must be for a rule to follow. An archived prospect never meets any. */
public sealed interface Criteria {
  /** Every part holds. */
  record All(List<Criteria> parts) implements Criteria {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. */
  record Any(List<Criteria> parts) implements Criteria {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A field compares so.
   *
   * @param value several are divided by semicolons; the empty text where the test takes none
   */
  record OnField(String field, FieldTest test, String value) implements Criteria {}

  /** The prospect has one of the tags, divided by semicolons. */
  record HasTag(String tags) implements Criteria {}

  /** The prospect has none of the tags, divided by semicolons. */
  record LacksTag(String tags) implements Criteria {}

  record OnScore(ScoreTest test, int score) implements Criteria {}

  /** The prospect is assigned to somebody. */
  record Assigned() implements Criteria {}

  /** The prospect is assigned to nobody. */
  record Unassigned() implements Criteria {}

  record AssignedTo(long user) implements Criteria {}

  /**
   * The prospect was created by such a hand, now or long ago.
   *
   * @param id of the source or user; 0: any of the kind
   */
  record CreatedBy(Origin.Kind kind, long id) implements Criteria {}

  /**
   * Such a hand is changing the prospect now; or, when nobody is, was the last to change it. Rules
   * do not count as hands.
   *
   * @param id of the source or user; 0: any of the kind
   */
  record ChangedBy(Origin.Kind kind, long id) implements Criteria {}

  static Criteria all(Criteria... parts) {
    return new All(List.of(parts));
  }

  static Criteria any(Criteria... parts) {
    return new Any(List.of(parts));
  }

  static Criteria field(String field, FieldTest test, String value) {
    return new OnField(field, test, value);
  }

  /** The values in a text that divides them by semicolons. */
  static List<String> values(String text) {
    return Arrays.stream(text.split(";"))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
