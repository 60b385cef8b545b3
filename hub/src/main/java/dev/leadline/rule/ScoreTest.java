package dev.leadline.rule;

/** How a score is compared. */
public enum ScoreTest {
  GREATER_THAN("is greater than"),
  LESS_THAN("is less than"),
  EQUAL_TO("is");

  private final String words;

  ScoreTest(String words) {
    this.words = words;
  }

  /** As a person reads it between score and number. */
  public String words() {
    return words;
  }
}
