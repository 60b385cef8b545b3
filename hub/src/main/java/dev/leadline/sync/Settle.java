package dev.leadline.sync;

import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Intake;
import dev.leadline.intake.Outcome;
import dev.leadline.intake.Outcome.Refusal;
import dev.leadline.link.Link;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors.Fault;
import dev.leadline.outbox.Lane;
import dev.leadline.plan.Ours;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes what was agreed part of a transaction: pulled values go through intake, links get their new
 * base. What changed here since the decision was made is left alone and decided anew next time.
 */
final class Settle {
  static final String LINKED_ELSEWHERE = "LINKED_ELSEWHERE";

  private final Setting setting;
  private final Rooms rooms;
  private final Links links;
  private final Instant now;

  /**
   * What one prospect's round came to.
   *
   * @param seen the prospect as it was when the decision was made
   * @param before the link as it was then
   * @param pull our field name → value to take
   * @param agreed our field name → value, what is agreed once the values are taken
   * @param theirsAt when theirs was last changed
   */
  record Entry(
      Ours seen,
      @Nullable Link before,
      Place place,
      Map<String, String> pull,
      Map<String, String> agreed,
      Instant theirsAt) {
    long prospect() {
      return seen.prospect().id();
    }
  }

  Settle(Setting setting, Rooms rooms, Links links, Instant now) {
    this.setting = setting;
    this.rooms = rooms;
    this.links = links;
    this.now = now;
  }

  /** Keeps all entries; answers a fault for each that could not be kept whole. */
  List<Fault> keep(Handle tx, List<Entry> entries) throws SQLException {
    List<Long> ids = entries.stream().map(Entry::prospect).toList();
    Map<Long, Prospect> prospects = rooms.prospects().lock(tx.getConnection(), ids);
    Map<Long, Link> current = links.of(tx, setting.unit(), setting.remote(), ids);
    List<Fault> faults = new ArrayList<>();
    List<Entry> kept = new ArrayList<>();
    Map<String, Long> holders = holders(tx, entries);
    for (Entry entry : entries) {
      Long holder = holders.putIfAbsent(entry.place().id(), entry.prospect());
      if (!prospects.containsKey(entry.prospect())) {
        continue;
      }
      if (holder != null && holder != entry.prospect()) {
        faults.add(linkedElsewhere(entry, holder));
      } else {
        kept.add(withoutOvertaken(entry, prospects.get(entry.prospect())));
      }
    }
    Set<Long> keepEmail = pull(tx, kept, current, faults);
    links.save(
        tx, setting.remote(), kept.stream().map(entry -> link(entry, current, keepEmail)).toList());
    return faults;
  }

  private Map<String, Long> holders(Handle tx, List<Entry> entries) {
    Map<String, Long> holders = new HashMap<>();
    links
        .ofRecords(
            tx,
            setting.unit(),
            setting.remote(),
            entries.stream().map(entry -> entry.place().id()).toList())
        .forEach((id, link) -> holders.put(id, link.prospect()));
    return holders;
  }

  private static Fault linkedElsewhere(Entry entry, long holder) {
    return new Fault(
        entry.prospect(),
        LINKED_ELSEWHERE,
        "The record " + entry.place().id() + " is linked to prospect " + holder + " already",
        Remedy.PERSON,
        List.of());
  }

  /** Leaves out what somebody changed here in the meantime. */
  private Entry withoutOvertaken(Entry entry, Prospect current) {
    Ours ours = Ours.of(current, setting.users());
    Map<String, String> pull = new LinkedHashMap<>(entry.pull());
    Map<String, String> agreed = new LinkedHashMap<>(entry.agreed());
    for (String field : entry.pull().keySet()) {
      if (!ours.value(field).equals(entry.seen().value(field))) {
        pull.remove(field);
        agreed.remove(field);
      }
    }
    return new Entry(ours, entry.before(), entry.place(), pull, agreed, entry.theirsAt());
  }

  /** Takes the values; answers who had to keep another email than the record's. */
  private Set<Long> pull(
      Handle tx, List<Entry> entries, Map<Long, Link> current, List<Fault> faults)
      throws SQLException {
    Map<String, Long> users = setting.usersByCrmId();
    List<Entry> moving = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.pull().isEmpty() || isNew(entry, current)) {
        moving.add(entry);
      }
    }
    Set<Long> keepEmail = new HashSet<>();
    List<Change> again = new ArrayList<>();
    Intake intake = rooms.intake();
    List<Outcome> outcomes =
        intake.accept(tx, moving.stream().map(entry -> change(entry, users, false)).toList());
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Refused(Refusal refusal)) {
        Entry entry = moving.get(i);
        keepEmail.add(entry.prospect());
        again.add(change(entry, users, true));
        faults.add(emailRefused(entry, refusal));
      }
    }
    if (!again.isEmpty()) {
      intake.accept(tx, again);
    }
    return keepEmail;
  }

  private static boolean isNew(Entry entry, Map<Long, Link> current) {
    Link link = current.get(entry.prospect());
    return link == null || !link.place().equals(entry.place());
  }

  private static Fault emailRefused(Entry entry, Refusal refusal) {
    return new Fault(
        entry.prospect(),
        refusal.name(),
        "The record's email %s was not taken: %s"
            .formatted(entry.pull().get(Ours.EMAIL), refusal.text()),
        Remedy.PERSON,
        List.of(Ours.EMAIL));
  }

  private Change change(Entry entry, Map<String, Long> users, boolean withoutEmail) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Action> actions = new ArrayList<>();
    Instant at = entry.theirsAt();
    for (Map.Entry<String, String> pulled : entry.pull().entrySet()) {
      String field = pulled.getKey();
      switch (field) {
        case Draft.SCORE -> actions.add(new Action.SetScore(score(pulled.getValue())));
        case Draft.OWNER -> {
          Long user = users.get(pulled.getValue());
          if (user != null) {
            actions.add(new Action.AssignToUser(user, true));
          }
        }
        default -> {
          if (!withoutEmail || !field.equals(Ours.EMAIL)) {
            values.put(field, pulled.getValue());
            // It was decided that their value stands, whatever our clock said of ours.
            at = later(at, entry.seen().observedAt(field));
          }
        }
      }
    }
    return new Change(
        setting.unit(),
        Who.id(entry.prospect()),
        Change.IfUnknown.REFUSE,
        values,
        actions,
        List.of(Key.fid(entry.place().id())),
        Origin.REMOTE,
        at,
        Lane.EVENT);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static int score(String number) {
    double value = number.isEmpty() ? 0 : Double.parseDouble(number);
    return Math.clamp(Math.round(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The link with the new base, leaving alone what another round has settled in the meantime. */
  private Link link(Entry entry, Map<Long, Link> current, Set<Long> keepEmail) {
    Link link = current.get(entry.prospect());
    Map<String, String> base = new LinkedHashMap<>(link == null ? Map.of() : link.base());
    Map<String, String> then = entry.before() == null ? Map.of() : entry.before().base();
    entry
        .agreed()
        .forEach((field, value) -> {
          boolean refused = field.equals(Ours.EMAIL) && keepEmail.contains(entry.prospect());
          if (!refused && Objects.equals(base.get(field), then.get(field))) {
            base.put(field, value);
          }
        });
    return new Link(setting.unit(), entry.prospect(), entry.place(), false, base, false, now);
  }
}
