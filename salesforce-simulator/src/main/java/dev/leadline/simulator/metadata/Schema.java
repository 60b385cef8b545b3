package dev.leadline.simulator.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All objects of the org; grows while it runs and knows when it last changed. */
public final class Schema {

  private final Map<String, ObjectType> objects =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, ObjectType> byPrefix = new ConcurrentSkipListMap<>();
  private final AtomicInteger customObjects = new AtomicInteger();
  private final List<String> declarations = new CopyOnWriteArrayList<>();
  private volatile Instant changedAt;

  /** The standard objects from the field table. */
  public Schema(Instant now) {
    this.changedAt = now;
    FieldTable.readStandardObjects().forEach(this::add);
  }

  public Collection<ObjectType> objects() {
    return objects.values();
  }

  /** The object with this name, in any case, or null. */
  public @Nullable ObjectType object(String anyCase) {
    return objects.get(anyCase);
  }

  /** An object that is known to exist. */
  public ObjectType need(String name) {
    ObjectType type = object(name);
    if (type == null) {
      throw new IllegalArgumentException("no object " + name);
    }
    return type;
  }

  /** The object whose ids begin with these three characters, or null. */
  public @Nullable ObjectType withPrefix(String keyPrefix) {
    return byPrefix.get(keyPrefix);
  }

  /** When an object or field was last declared, in whole seconds; answers If-Modified-Since. */
  public Instant changedAt() {
    return changedAt;
  }

  /**
   * What was declared so far, as lines: {@code Thing__c | Thing} and {@code Lead: Score__c | Score
   * | int(8)}.
   */
  public List<String> declarations() {
    return List.copyOf(declarations);
  }

  /** Declares a custom object with a name, an owner and the system fields. */
  public ObjectType declareObject(String name, String label, Instant now) {
    String prefix = "a%02d".formatted(customObjects.getAndIncrement());
    ObjectType type = FieldTable.customObject(name, label, prefix);
    add(type);
    declarations.add(name + " | " + label);
    changedAt = now;
    return type;
  }

  /**
   * Declares a field by a line of the field table, such as {@code Score__c | Score | double(18,2)}.
   */
  public Field declareField(ObjectType type, String tableLine, Instant now) {
    Field field = type.put(FieldTable.field(tableLine));
    declarations.add(type.name() + ": " + tableLine);
    changedAt = now;
    return field;
  }

  /** Lookups of other objects that point at this one and may be listed from it. */
  public List<ChildLink> childrenOf(ObjectType parent) {
    List<ChildLink> links = new ArrayList<>();
    for (ObjectType child : objects.values()) {
      for (Field field : child.fields()) {
        String down = field.reference().childrenName();
        if (down != null && field.reference().targets().contains(parent.name())) {
          links.add(new ChildLink(child, field, down));
        }
      }
    }
    return links;
  }

  private void add(ObjectType type) {
    objects.put(type.name(), type);
    byPrefix.put(type.keyPrefix(), type);
  }
}
