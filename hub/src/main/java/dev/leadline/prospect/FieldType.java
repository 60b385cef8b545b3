package dev.leadline.prospect;

/**
 * What values a field takes, and the most characters of one. Names follow Pardot's custom fields.
 */
public enum FieldType {
  TEXT(56_000),
  TEXT_AREA(65_535),
  NUMBER(64),
  DATE(10),
  BOOLEAN(5),
  RADIO(255),
  DROPDOWN(255),
  /** Several values. */
  CHECKBOX(65_535),
  /** Several values. */
  MULTI_SELECT(65_535),
  HIDDEN(56_000),
  CRM_USER(255);

  private final int maxLength;

  FieldType(int maxLength) {
    this.maxLength = maxLength;
  }

  /** In characters. */
  public int maxLength() {
    return maxLength;
  }

  public boolean several() {
    return this == CHECKBOX || this == MULTI_SELECT;
  }
}
