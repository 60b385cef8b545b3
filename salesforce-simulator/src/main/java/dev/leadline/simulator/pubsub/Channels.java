package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.metadata.ObjectType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which objects' changes are told: in the standard channel, and in channels of the org's own. */
public final class Channels {
  private final Set<String> selected = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> own = new ConcurrentHashMap<>();

  Channels() {
    selected.addAll(Set.of("lead", "contact", "account", "opportunity", "campaignmember"));
  }

  /** Adds an object to the standard channel. */
  public void select(String object) {
    selected.add(object.toLowerCase(Locale.ROOT));
  }

  /** Takes an object out of the standard channel. */
  public void deselect(String object) {
    selected.remove(object.toLowerCase(Locale.ROOT));
  }

  /** Declares a channel, such as {@code Leadline__chn}, of these objects. */
  public void declare(String channel, Collection<String> objects) {
    Set<String> members = ConcurrentHashMap.newKeySet();
    objects.forEach(object -> members.add(object.toLowerCase(Locale.ROOT)));
    own.put(channel.toLowerCase(Locale.ROOT), members);
  }

  boolean tells(ObjectType type) {
    String name = type.name().toLowerCase(Locale.ROOT);
    return selected.contains(name) || own.values().stream().anyMatch(set -> set.contains(name));
  }

  boolean isSelected(ObjectType type) {
    return selected.contains(type.name().toLowerCase(Locale.ROOT));
  }

  /** The objects of a declared channel, or null. */
  @Nullable Set<String> members(String channel) {
    return own.get(channel.toLowerCase(Locale.ROOT));
  }
}
