package dev.leadline.simulator.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lookup points: the object names, the name of the way up and, if children are listed, the
 * way down.
 */
public record Reference(
    List<String> targets, @Nullable String parentName, @Nullable String childrenName) {

  /** A field that is no lookup. */
  public static final Reference NONE = new Reference(List.of(), null, null);

  /** True when rows of several objects may be meant. */
  public boolean isPolymorphic() {
    return targets.size() > 1;
  }
}
