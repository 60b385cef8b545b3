package dev.leadline.simulator.metadata;

import java.util.Locale;

/** The data type of a field, with the names that describe gives it. */
public enum FieldType {
  ID("id", "tns:ID"),
  STRING("string", "xsd:string"),
  TEXTAREA("textarea", "xsd:string"),
  EMAIL("email", "xsd:string"),
  PHONE("phone", "xsd:string"),
  URL("url", "xsd:string"),
  PICKLIST("picklist", "xsd:string"),
  MULTIPICKLIST("multipicklist", "xsd:string"),
  COMBOBOX("combobox", "xsd:string"),
  REFERENCE("reference", "tns:ID"),
  BOOLEAN("boolean", "xsd:boolean"),
  INT("int", "xsd:int"),
  DOUBLE("double", "xsd:double"),
  CURRENCY("currency", "xsd:double"),
  PERCENT("percent", "xsd:double"),
  DATE("date", "xsd:date"),
  DATETIME("datetime", "xsd:dateTime"),
  TIME("time", "xsd:time"),
  ADDRESS("address", "urn:address");

  private final String wireName;
  private final String soapType;

  FieldType(String wireName, String soapType) {
    this.wireName = wireName;
    this.soapType = soapType;
  }

  /** The name in describe's {@code type}. */
  public String wireName() {
    return wireName;
  }

  /** The name in describe's {@code soapType}. */
  public String soapType() {
    return soapType;
  }

  /** True for types whose values are strings limited by a length in characters. */
  public boolean isText() {
    return switch (this) {
      case STRING, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, MULTIPICKLIST, COMBOBOX -> true;
      case ID, REFERENCE, BOOLEAN, INT, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, TIME, ADDRESS ->
          false;
    };
  }

  /** True for types whose values are {@code Double}s. */
  public boolean isDecimal() {
    return this == DOUBLE || this == CURRENCY || this == PERCENT;
  }

  /** The type with this describe name. */
  public static FieldType named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
