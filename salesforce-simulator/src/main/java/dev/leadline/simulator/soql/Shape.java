package dev.leadline.simulator.soql;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object as a user's queries see it: visible fields, parent paths and child relationships. */
public final class Shape {
  private final String name;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Field> parents = new LinkedHashMap<>();
  private final Map<String, Relation> children = new LinkedHashMap<>();

  public Shape(String name, Collection<Field> fields, Collection<Relation> children) {
    this.name = name;
    for (Field field : fields) {
      this.fields.put(key(field.name()), field);
      if (!field.relationship().isEmpty()) {
        parents.put(key(field.relationship()), field);
      }
    }
    children.forEach(child -> this.children.put(key(child.name()), child));
  }

  /** A child relationship: {@code Contacts} of an Account is {@code AccountId} of Contact. */
  public record Relation(String name, String object, String field) {}

  public String name() {
    return name;
  }

  public Collection<Field> fields() {
    return List.copyOf(fields.values());
  }

  public @Nullable Field field(String named) {
    return fields.get(key(named));
  }

  /** The lookup that opens the parent path of this name. */
  @Nullable Field parent(String relationship) {
    return parents.get(key(relationship));
  }

  @Nullable Relation child(String relationship) {
    return children.get(key(relationship));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name;
  }
}
