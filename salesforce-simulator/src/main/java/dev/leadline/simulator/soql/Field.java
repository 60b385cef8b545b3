package dev.leadline.simulator.soql;

import java.util.List;

/**
 * One field as queries see it.
 *
 * @param slot where the store keeps it; nothing here reads it but {@link Row}
 * @param relationship the name of the parent path it opens ({@code Owner} for {@code OwnerId}), or
 *     empty
 * @param targets the objects a reference may point at
 * @param style how FORMAT() writes its numbers
 */
public record Field(
    String name,
    Kind kind,
    int slot,
    boolean custom,
    boolean filterable,
    boolean sortable,
    boolean groupable,
    String relationship,
    List<String> targets,
    Style style) {

  public Field {
    targets = List.copyOf(targets);
  }

  /**
   * How FORMAT() writes a number.
   *
   * @param scale how many digits stand after the point
   */
  public record Style(Unit unit, int scale) {
    static final Style PLAIN = new Style(Unit.NONE, 0);
  }

  /** What a number counts. */
  public enum Unit {
    NONE,
    MONEY,
    PERCENT
  }

  /** A plain field that may be filtered, sorted and grouped. */
  public static Field of(String name, Kind kind, int slot) {
    boolean simple = kind != Kind.COMPOUND;
    return new Field(
        name, kind, slot, name.endsWith("__c"), simple, simple, simple, "", List.of(), Style.PLAIN);
  }

  /** A lookup. */
  public static Field reference(String name, int slot, String relationship, String... targets) {
    boolean custom = name.endsWith("__c");
    return new Field(
        name,
        Kind.REFERENCE,
        slot,
        custom,
        true,
        true,
        true,
        relationship,
        List.of(targets),
        Style.PLAIN);
  }
}
