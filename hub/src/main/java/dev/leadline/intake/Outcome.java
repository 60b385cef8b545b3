package dev.leadline.intake;

import java.util.List;

/** What became of a change. */
public sealed interface Outcome {
  /**
   * The prospect is new.
   *
   * @param notes what was left out and why, for a person to read
   */
  record Created(long prospect, List<String> notes) implements Outcome {}

  /**
   * The prospect is different now.
   *
   * @param notes what was left out and why, for a person to read
   */
  record Updated(long prospect, List<String> notes) implements Outcome {}

  /**
   * The prospect was like that already.
   *
   * @param notes what was left out and why, for a person to read
   */
  record Unchanged(long prospect, List<String> notes) implements Outcome {}

  /** Nothing was done, by the caller's fault. */
  record Refused(Refusal refusal) implements Outcome {}

  /** Why a change is refused. */
  enum Refusal {
    UNKNOWN_PROSPECT("there is no such prospect"),
    NO_EMAIL("a new prospect needs an email"),
    INVALID_EMAIL("the email is not a valid address"),
    EMAIL_IN_USE("another prospect has this email");

    private final String text;

    Refusal(String text) {
      this.text = text;
    }

    /** Half a sentence for a person. */
    public String text() {
      return text;
    }
  }
}
