package dev.leadline.simulator.org;

/** A rule that an object or an administrator puts on saves. */
public interface SaveRule {

  /** Looks at a draft before it is checked and may fill in or change fields. */
  default void before(Draft draft) {}

  /** Judges a draft that is complete; refuses it with {@link Draft#refuse}. */
  default void check(Draft draft) {}

  /** Carries out what follows from a saved record, in the same transaction. */
  default void after(Draft draft, Row saved) {}
}
