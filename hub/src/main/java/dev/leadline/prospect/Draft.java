package dev.leadline.prospect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A prospect being changed: what it was, what it will be, and who did what. Nothing is kept until
 * {@link Prospects#write}.
 */
public final class Draft {
  /**
   * The names under which a change of score, tags, owner or archive is told, beside field names.
   */
  public static final String SCORE = "score";

  public static final String TAGS = "tags";
  public static final String OWNER = "assigned_to";
  public static final String ARCHIVED = "is_archived";

  /** Before the id of a campaign: its status there. */
  public static final String CAMPAIGN = "campaign:";

  private static final String ALL = "*";

  /** A value that was, and the one that came. The empty text is no value. */
  public record Step(String from, String to) {}

  /** What one hand did. */
  public record Revision(Origin origin, Map<String, Step> delta) {}

  private final long id;
  private final int unit;
  private final @Nullable Prospect before;
  private final Map<String, String> fields;
  private final Map<String, Long> observed;
  private final SortedSet<String> tags;
  private final List<Revision> revisions = new ArrayList<>(2);
  private int score;
  private @Nullable Long owner;
  private @Nullable Instant archivedAt;
  private boolean touched;

  private Draft(long id, int unit, @Nullable Prospect before) {
    this.id = id;
    this.unit = unit;
    this.before = before;
    this.fields = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before.fields());
    this.observed = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before.observed());
    this.tags = before == null ? new TreeSet<>() : new TreeSet<>(before.tags());
    if (before != null) {
      this.score = before.score();
      this.owner = before.owner();
      this.archivedAt = before.archivedAt();
    }
  }

  /** A prospect that does not exist yet. */
  public static Draft create(long id, int unit) {
    return new Draft(id, unit, null);
  }

  public static Draft of(Prospect before) {
    return new Draft(before.id(), before.unit(), before);
  }

  public long id() {
    return id;
  }

  public int unit() {
    return unit;
  }

  public boolean isNew() {
    return before == null;
  }

  /** Whether anything is to be written. */
  public boolean changed() {
    return isNew() || !revisions.isEmpty();
  }

  /** Whether only the times of observation moved. */
  boolean onlyTouched() {
    return touched && !changed();
  }

  /** The value as drafted, or the empty text. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The value before this draft, or the empty text. */
  public String fieldBefore(String name) {
    return before == null ? "" : before.field(name);
  }

  public Map<String, String> fields() {
    return fields;
  }

  public int score() {
    return score;
  }

  public @Nullable Long owner() {
    return owner;
  }

  public SortedSet<String> tags() {
    return tags;
  }

  public boolean archived() {
    return archivedAt != null;
  }

  public List<Revision> revisions() {
    return revisions;
  }

  /** The names of all that differs, in the order of change. */
  public Set<String> changedNames() {
    Set<String> names = new LinkedHashSet<>();
    revisions.forEach(revision -> names.addAll(revision.delta().keySet()));
    return names;
  }

  /**
   * Gives a field a value, unless a later observation of it is known.
   *
   * @param value canonical text; empty clears the field
   * @param observedAt epoch milliseconds
   * @return whether the value was taken; false: it came too late
   */
  public boolean set(String field, String value, long observedAt, Origin by) {
    Long known = knownAt(field);
    if (known != null && observedAt < known) {
      return false;
    }
    // The time that all filled fields share no longer tells that of a field now cleared.
    boolean losesTime = value.isEmpty() && !observed.containsKey(field);
    if (known == null || observedAt > known || losesTime) {
      observed.put(field, observedAt);
      touched = true;
    }
    String old = field(field);
    if (value.equals(old)) {
      return true;
    }
    if (value.isEmpty()) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    note(by, field, old, value);
    return true;
  }

  public void score(int value, Origin by) {
    if (value != score) {
      note(by, SCORE, Integer.toString(score), Integer.toString(value));
      score = value;
    }
  }

  public void tag(String tag, Origin by) {
    String old = String.join(";", tags);
    if (tags.add(tag)) {
      note(by, TAGS, old, String.join(";", tags));
    }
  }

  public void untag(String tag, Origin by) {
    String old = String.join(";", tags);
    if (tags.remove(tag)) {
      note(by, TAGS, old, String.join(";", tags));
    }
  }

  /** Assigns the prospect to a user, or to nobody. */
  public void assign(@Nullable Long user, Origin by) {
    String old = owner == null ? "" : owner.toString();
    String now = user == null ? "" : user.toString();
    if (!old.equals(now)) {
      owner = user;
      note(by, OWNER, old, now);
    }
  }

  /** Notes that the prospect is to be in a campaign; the campaigns themselves keep its status. */
  public void join(long campaign, String status, Origin by) {
    note(by, CAMPAIGN + campaign, "", status);
  }

  /** Puts the prospect into the recycle bin, or takes it out with null. */
  public void archive(@Nullable Instant at, Origin by) {
    if ((archivedAt == null) != (at == null)) {
      note(by, ARCHIVED, Boolean.toString(archivedAt != null), Boolean.toString(at != null));
      archivedAt = at;
    }
  }

  /** The prospect as it will be read back. */
  public Prospect after(Instant now) {
    return new Prospect(
        id,
        unit,
        fields,
        stamps(),
        score,
        owner,
        tags,
        before == null ? now : before.createdAt(),
        changed() || before == null ? now : before.updatedAt(),
        before == null ? null : before.lastActivityAt(),
        archivedAt);
  }

  private @Nullable Long knownAt(String field) {
    Long at = observed.get(field);
    return at == null && fields.containsKey(field) ? observed.get(ALL) : at;
  }

  /** The times of observation; one that all fields share is kept once. */
  private Map<String, Long> stamps() {
    Long first = null;
    for (String field : fields.keySet()) {
      Long at = knownAt(field);
      if (at == null || (first != null && !first.equals(at))) {
        return observed;
      }
      first = at;
    }
    for (String field : observed.keySet()) {
      if (!field.equals(ALL) && !fields.containsKey(field)) {
        return observed;
      }
    }
    return first == null ? observed : Map.of(ALL, first);
  }

  private void note(Origin by, String name, String from, String to) {
    if (revisions.isEmpty() || !revisions.getLast().origin().equals(by)) {
      revisions.add(new Revision(by, new LinkedHashMap<>()));
    }
    revisions
        .getLast()
        .delta()
        .merge(name, new Step(from, to), (old, step) -> new Step(old.from(), step.to()));
  }
}
