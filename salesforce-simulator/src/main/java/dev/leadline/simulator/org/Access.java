package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.ChildLink;
import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What users may not see: whole objects or single fields, hidden by profile. What is hidden does
 * not exist for them.
 */
public final class Access {

  private final Org org;
  private final Map<String, Set<String>> hidden = new ConcurrentHashMap<>();
  private volatile Instant changedAt = Instant.EPOCH;

  Access(Org org) {
    this.org = org;
  }

  /**
   * Hides an object ({@code Task}) or a field ({@code Lead.AnnualRevenue}) from users with this
   * profile.
   */
  public void hide(String profileId, String name) {
    hidden
        .computeIfAbsent(profileId, id -> ConcurrentHashMap.newKeySet())
        .add(name.toLowerCase(Locale.ROOT));
    changedAt = org.clock().second();
  }

  /** Shows again what was hidden from this profile. */
  public void showAll(String profileId) {
    hidden.remove(profileId);
    changedAt = org.clock().second();
  }

  /** When something was last hidden or shown again, in whole seconds. */
  public Instant changedAt() {
    return changedAt;
  }

  public boolean sees(String userId, ObjectType type) {
    return !hiddenFrom(userId).contains(type.name().toLowerCase(Locale.ROOT));
  }

  public boolean sees(String userId, ObjectType type, Field field) {
    Set<String> names = hiddenFrom(userId);
    return names.isEmpty()
        || !names.contains((type.name() + "." + field.name()).toLowerCase(Locale.ROOT));
  }

  /**
   * The lookup whose way up has this name, or null where the user sees none: the lookup may be
   * hidden, or all that it leads to.
   */
  public @Nullable Field lookup(String userId, ObjectType type, String parentName) {
    Field lookup = type.lookup(parentName);
    boolean seen =
        lookup != null
            && sees(userId, type, lookup)
            && lookup.reference().targets().stream()
                .map(org.schema()::object)
                .anyMatch(target -> target != null && sees(userId, target));
    return seen ? lookup : null;
  }

  /** The ways down from an object that exist for this user. */
  public List<ChildLink> children(String userId, ObjectType type) {
    return org.schema().childrenOf(type).stream()
        .filter(link -> sees(userId, link.child()) && sees(userId, link.child(), link.field()))
        .toList();
  }

  /** The fields of an object that exist for this user, in describe order. */
  public List<Field> fields(String userId, ObjectType type) {
    return type.fields().stream().filter(field -> sees(userId, type, field)).toList();
  }

  private Set<String> hiddenFrom(String userId) {
    if (hidden.isEmpty()) {
      return Set.of();
    }
    Row user = org.find(userId);
    String profile = user == null ? null : user.text("ProfileId");
    return profile == null ? Set.of() : hidden.getOrDefault(profile, Set.of());
  }
}
