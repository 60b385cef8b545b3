package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Change;
import dev.leadline.simulator.org.Commit;
import dev.leadline.simulator.org.CommitListener;
import dev.leadline.simulator.org.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns commits into change events: what is alike in one transaction becomes one event. */
final class ChangeFeed implements CommitListener {
  private static final String NO_RECORD = "000000000000000AAA";
  private static final int MOST_IDS = 2_000;
  private static final Set<String> NEVER_TOLD =
      Set.of("SystemModstamp", "LastViewedDate", "LastReferencedDate", "LastActivityDate");

  private final EventLog log;
  private final Channels channels;
  private final int overflow;

  /**
   * @param overflow how many changes of one transaction are told one by one
   */
  ChangeFeed(EventLog log, Channels channels, int overflow) {
    this.log = log;
    this.channels = channels;
    this.overflow = overflow;
  }

  /** Changes that are told in one event. */
  private record Alike(ObjectType entity, ChangeType type, List<@Nullable Object> told) {}

  private record Group(Alike alike, Change change, List<String> ids) {}

  @Override
  public void committed(Commit commit) {
    List<Group> groups = new ArrayList<>();
    Map<Alike, Group> open = new HashMap<>();
    Set<ObjectType> overflown = new LinkedHashSet<>();
    int seen = 0;
    for (Change change : commit.changes()) {
      ChangeType type = type(change);
      ObjectType entity = change.after().type();
      if (type == null || !channels.tells(entity)) {
        continue;
      }
      if (++seen > overflow) {
        overflown.add(entity);
      } else {
        group(groups, open, new Alike(entity, type, told(type, change)), change);
      }
    }
    tell(commit, groups, overflown);
  }

  private static void group(
      List<Group> groups, Map<Alike, Group> open, Alike alike, Change change) {
    Group group = open.get(alike);
    if (group == null || group.ids().size() == MOST_IDS) {
      group = new Group(alike, change, new ArrayList<>());
      groups.add(group);
      open.put(alike, group);
    }
    group.ids().add(change.after().id());
  }

  private void tell(Commit commit, List<Group> groups, Set<ObjectType> overflown) {
    Event.Origin origin =
        new Event.Origin(
            commit.actor().origin(),
            commit.transactionKey(),
            commit.at().toEpochMilli(),
            commit.number(),
            commit.actor().userId());
    int sequence = 0;
    for (Group group : groups) {
      Alike alike = group.alike();
      log.add(
          new Event.Changed(
              origin, ++sequence, alike.type(), alike.entity(), group.ids(), group.change()));
    }
    for (ObjectType entity : overflown) {
      log.add(
          new Event.Changed(
              origin, ++sequence, ChangeType.GAP_OVERFLOW, entity, List.of(NO_RECORD), null));
    }
  }

  /** Hard deletes are silent, and so is a record that came and went in one transaction. */
  private static @Nullable ChangeType type(Change change) {
    return switch (change.kind()) {
      case CREATE -> change.after().isDeleted() ? null : ChangeType.CREATE;
      case UPDATE -> told(change).isEmpty() ? null : ChangeType.UPDATE;
      case DELETE -> ChangeType.DELETE;
      case UNDELETE -> ChangeType.UNDELETE;
      case HARD_DELETE -> null;
    };
  }

  /** The fields that an update tells of. */
  static Set<Field> told(Change change) {
    boolean conversion = isConversion(change);
    Set<Field> fields = new LinkedHashSet<>();
    for (Field field : change.changedFields()) {
      boolean stamp = field.name().startsWith("LastModified");
      if (!NEVER_TOLD.contains(field.name()) && !(conversion && stamp)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** The event of a lead's conversion does not tell its modification. */
  private static boolean isConversion(Change change) {
    Row before = change.before();
    return before != null && change.after().isTrue("IsConverted") && !before.isTrue("IsConverted");
  }

  private static List<@Nullable Object> told(ChangeType type, Change change) {
    List<@Nullable Object> told = new ArrayList<>();
    if (type == ChangeType.DELETE) {
      return told;
    }
    for (Field field : type == ChangeType.UPDATE ? told(change) : change.after().type().fields()) {
      if (field.slot() != Field.NO_SLOT) {
        told.add(field.name());
        told.add(change.after().get(field));
      }
    }
    // New records are never quite alike: their ids tell them apart, and each is told by itself.
    if (type != ChangeType.UPDATE) {
      told.add(change.after().id());
    }
    return told;
  }
}
