package dev.leadline.rule;

/** How a field is compared. Texts are compared without regard to case. */
public enum FieldTest {
  /** The field is one of the values. */
  IS("is"),
  /** The field is none of the values; an empty field is none of them. */
  IS_NOT("is not"),
  /** The field contains one of the values. */
  CONTAINS("contains"),
  /** The field contains none of the values. */
  CONTAINS_NOT("does not contain"),
  /** The field starts with one of the values. */
  STARTS_WITH("starts with"),
  IS_EMPTY("is empty"),
  IS_FILLED("is filled"),
  /** Both are numbers; a field that is not a number is neither greater nor less. */
  GREATER_THAN("is greater than"),
  LESS_THAN("is less than"),
  /** Both are dates; an empty field is neither before nor after. */
  BEFORE("is before"),
  AFTER("is after");

  private final String words;

  FieldTest(String words) {
    this.words = words;
  }

  /** As a person reads it between field and value. */
  public String words() {
    return words;
  }

  public boolean takesValue() {
    return this != IS_EMPTY && this != IS_FILLED;
  }

  /** Whether the value may be several, divided by semicolons. */
  public boolean takesSeveral() {
    return switch (this) {
      case IS, IS_NOT, CONTAINS, CONTAINS_NOT, STARTS_WITH -> true;
      case IS_EMPTY, IS_FILLED, GREATER_THAN, LESS_THAN, BEFORE, AFTER -> false;
    };
  }
}
