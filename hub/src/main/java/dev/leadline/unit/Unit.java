package dev.leadline.unit;

import org.jspecify.annotations.Nullable;

/**
 * A business unit and how its prospects are told apart.
 *
 * @param lookupField the field that tells prospects with one email apart; {@link Matching#V4} only
 * @param lookupByUserId whether the user id of a call is the value of the lookup field
 * @param directLookup whether the lookup value and the user id alone find a prospect, without the
 *     email
 */
public record Unit(
    int id,
    String name,
    Matching matching,
    @Nullable String lookupField,
    boolean lookupByUserId,
    boolean directLookup) {

  /** By which rules a call finds its prospect. */
  public enum Matching {
    /** The email is the key: at most one prospect has it. */
    V3,
    /** Several prospects may share an email; an id or the lookup field decides. */
    V4
  }
}
