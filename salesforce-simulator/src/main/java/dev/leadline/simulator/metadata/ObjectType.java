package dev.leadline.simulator.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One object (table) of the org: its names, key prefix and fields, found without regard to case.
 */
public final class ObjectType {

  private final String name;
  private final String label;
  private final String labelPlural;
  private final String keyPrefix;
  private volatile Fields fields = new Fields(List.of(), Map.of(), 0);

  private record Fields(List<Field> list, Map<String, Field> byName, int slots) {}

  public ObjectType(String name, String label, String labelPlural, String keyPrefix) {
    this.name = name;
    this.label = label;
    this.labelPlural = labelPlural;
    this.keyPrefix = keyPrefix;
  }

  public String name() {
    return name;
  }

  public String label() {
    return label;
  }

  public String labelPlural() {
    return labelPlural;
  }

  public String keyPrefix() {
    return keyPrefix;
  }

  public boolean isCustom() {
    return name.toLowerCase(Locale.ROOT).endsWith("__c");
  }

  /** All fields in describe order. */
  public List<Field> fields() {
    return fields.list();
  }

  /** How many values a new row holds. */
  public int slots() {
    return fields.slots();
  }

  /** The field with this name, in any case, or null. */
  public @Nullable Field field(String anyCase) {
    return fields.byName().get(anyCase);
  }

  /** A field that is known to be in the table. */
  public Field need(String fieldName) {
    Field field = field(fieldName);
    if (field == null) {
      throw new IllegalArgumentException("no field " + fieldName + " on " + name);
    }
    return field;
  }

  /**
   * The lookup whose way up has this name, such as {@code Account} or {@code Custom__r}, or null.
   */
  public @Nullable Field lookup(String parentName) {
    return fields.list().stream()
        .filter(field -> parentName.equalsIgnoreCase(field.reference().parentName()))
        .findFirst()
        .orElse(null);
  }

  /** The field shown as a row's name, or null for objects that have none. */
  public @Nullable Field nameField() {
    return fields.list().stream().filter(f -> f.is(Flag.NAME_FIELD)).findFirst().orElse(null);
  }

  /** Adds a field, or puts a new definition in the place of the one with the same name. */
  public synchronized Field put(Field field) {
    List<Field> list = new ArrayList<>(fields.list());
    Map<String, Field> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(fields.byName());
    Field former = byName.get(field.name());
    boolean stored = !field.is(Flag.COMPUTED);
    int slots = fields.slots();
    Field placed;
    if (former != null) {
      placed = field.at(former.slot());
      list.set(list.indexOf(former), placed);
    } else {
      placed = field.at(stored ? slots++ : Field.NO_SLOT);
      list.add(placed);
    }
    byName.put(placed.name(), placed);
    fields = new Fields(List.copyOf(list), byName, slots);
    return placed;
  }

  @Override
  public String toString() {
    return name;
  }
}
