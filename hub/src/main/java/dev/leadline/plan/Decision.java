package dev.leadline.plan;

import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Winner;
import java.util.List;
import java.util.Map;

/** What is to be done about a prospect and its record. Pure: nothing is done by deciding. */
public sealed interface Decision {

  /** The two sides of a record that exists have been compared. */
  sealed interface Compared extends Decision {
    /** Their field name → the value to write there. */
    Map<String, String> push();

    /** Our field name → the value to take here. */
    Map<String, String> pull();

    Agreed agreed();
  }

  /** Both sides are the same, or differ in nothing that may be moved. */
  record Nothing(Agreed agreed) implements Compared {
    @Override
    public Map<String, String> push() {
      return Map.of();
    }

    @Override
    public Map<String, String> pull() {
      return Map.of();
    }
  }

  /** Only we have something new. */
  record Push(Map<String, String> push, Agreed agreed) implements Compared {
    @Override
    public Map<String, String> pull() {
      return Map.of();
    }
  }

  /** Only they have something new. */
  record Pull(Map<String, String> pull, Agreed agreed) implements Compared {
    @Override
    public Map<String, String> push() {
      return Map.of();
    }
  }

  /** Both have something new, each in other fields. */
  record Both(Map<String, String> push, Map<String, String> pull, Agreed agreed)
      implements Compared {}

  /**
   * There is no record yet and there shall be one.
   *
   * @param values their field name → value
   * @param base what is agreed once it exists
   */
  record Create(String type, Map<String, String> values, Map<String, String> base)
      implements Decision {}

  /** The record has moved: follow it. */
  record Relink(Place to) implements Decision {}

  /** The record was deleted over there. */
  record Gone() implements Decision {}

  /** The prospect stays without a record, and that is right. */
  record Stay(Reason reason) implements Decision {}

  /** A person must act first. */
  record Park(String code, String reason) implements Decision {}

  /**
   * What the two sides agree on after a comparison: our field name → value.
   *
   * @param now what is agreed as it is, or once it is pulled
   * @param oncePushed what is agreed once it is written over there
   * @param conflicts fields that both had changed since they last agreed
   */
  record Agreed(
      Map<String, String> now, Map<String, String> oncePushed, List<Conflict> conflicts) {}

  /**
   * A field that both sides had changed.
   *
   * @param base the value last agreed; the empty text if there was none
   * @param won whose value was kept
   */
  record Conflict(String field, String base, String ours, String theirs, Winner won) {}
}
