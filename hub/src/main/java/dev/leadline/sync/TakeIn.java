package dev.leadline.sync;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.identity.Identities.Held;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.link.Link;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors.Fault;
import dev.leadline.outbox.Lane;
import dev.leadline.plan.Decision;
import dev.leadline.plan.Likeness;
import dev.leadline.plan.Ours;
import dev.leadline.plan.Planner;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.sync.Settle.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes a page of the remote's changes in. What needs a call (a value of ours that goes there, a
 * record to link, a record to follow) is left to the courier by a message.
 */
final class TakeIn {
  private static final String NOT_TAKEN = "NOT_TAKEN";

  private final Setting setting;
  private final Stores stores;
  private final Rooms rooms;
  private final Instant now;

  TakeIn(Setting setting, Stores stores, Rooms rooms, Instant now) {
    this.setting = setting;
    this.stores = stores;
    this.rooms = rooms;
    this.now = now;
  }

  /** What a page comes to. */
  private static final class Tally {
    final List<Entry> entries = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final Set<Long> forCourier = new LinkedHashSet<>();
    final List<Found> strangers = new ArrayList<>();
  }

  /** Notes that a record could not be taken in, through our fault, where a prospect has it. */
  void failed(Handle tx, Found record, String why) {
    Link link =
        stores
            .links()
            .ofRecords(tx, setting.unit(), setting.remote(), List.of(record.id()))
            .get(record.id());
    if (link != null) {
      Fault fault = new Fault(link.prospect(), NOT_TAKEN, why, Remedy.BUG, List.of());
      stores.errors().keep(tx, setting.unit(), setting.remote(), List.of(fault), now);
      stores.links().save(tx, setting.remote(), List.of(unread(link)));
    }
  }

  void all(Handle tx, List<Found> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    Tally tally = new Tally();
    compare(tx, latest(records), tally);
    meet(tx, tally);
    Settle settle = new Settle(setting, rooms, stores.links(), now);
    stores.errors().keep(tx, setting.unit(), setting.remote(), settle.keep(tx, tally.entries), now);
    stores.links().save(tx, setting.remote(), tally.links);
    if (!tally.forCourier.isEmpty()) {
      rooms.outbox().append(tx, setting.remote(), setting.unit(), tally.forCourier, Lane.EVENT);
    }
  }

  /** A record that came twice in a page is taken as it was last. */
  private static List<Found> latest(List<Found> records) {
    Map<String, Found> byId = new LinkedHashMap<>();
    records.forEach(record -> byId.put(record.id(), record));
    return List.copyOf(byId.values());
  }

  private void compare(Handle tx, List<Found> records, Tally tally) throws SQLException {
    Map<String, Link> links = lockedLinks(tx, records);
    Map<Long, Prospect> prospects =
        rooms
            .prospects()
            .lock(tx.getConnection(), links.values().stream().map(Link::prospect).toList());
    // What stood in the way may be what has changed over there.
    tally.forCourier.addAll(
        stores.errors().among(tx, setting.unit(), setting.remote(), prospects.keySet()));
    Planner planner = setting.planner();
    for (Found record : records) {
      Link link = links.get(record.id());
      Prospect prospect = link == null ? null : prospects.get(link.prospect());
      if (link == null) {
        tally.strangers.add(record);
      } else if (prospect != null) {
        Ours ours = Ours.of(prospect, setting.users());
        if (ours.doNotSync()) {
          tally.links.add(unread(link));
          continue;
        }
        List<Mapped> mapping = setting.mapping().of(record.type());
        note(planner.compare(mapping, link.base(), ours, record), record, link, ours, tally);
      }
    }
  }

  /** Prospects are locked before their links are read, as everywhere. */
  private Map<String, Link> lockedLinks(Handle tx, List<Found> records) throws SQLException {
    List<String> ids = records.stream().map(Found::id).toList();
    Links links = stores.links();
    Map<String, Link> before = links.ofRecords(tx, setting.unit(), setting.remote(), ids);
    rooms
        .prospects()
        .lock(tx.getConnection(), before.values().stream().map(Link::prospect).toList());
    return links.ofRecords(tx, setting.unit(), setting.remote(), ids);
  }

  private void note(Decision decision, Found record, Link link, Ours ours, Tally tally) {
    switch (decision) {
      case Decision.Compared compared -> {
        if (!inStep(compared, link)) {
          tally.entries.add(
              new Entry(
                  ours,
                  link,
                  link.place(),
                  compared.pull(),
                  compared.agreed().now(),
                  record.modifiedAt()));
        }
        if (!compared.push().isEmpty()) {
          tally.forCourier.add(link.prospect());
        }
      }
      case Decision.Relink _ -> follow(link, tally);
      case Decision.Gone() -> {
        if (!link.deleted()) {
          tally.links.add(
              new Link(link.unit(), link.prospect(), link.place(), true, link.base(), false, now));
        }
      }
      case Decision.Create _, Decision.Stay _, Decision.Park _ ->
          throw new IllegalStateException("A record that exists cannot come to " + decision);
    }
  }

  /** Nothing to take and nothing newly agreed: most often our own write coming back. */
  private static boolean inStep(Decision.Compared compared, Link link) {
    return !link.deleted()
        && compared.pull().isEmpty()
        && link.base().entrySet().containsAll(compared.agreed().now().entrySet());
  }

  /** Nothing is taken now; when its turn comes, the courier looks. */
  private static Link unread(Link link) {
    return new Link(
        link.unit(),
        link.prospect(),
        link.place(),
        link.deleted(),
        link.base(),
        true,
        link.syncedAt());
  }

  /** The courier follows the record, as it can tell whether another prospect has its successor. */
  private static void follow(Link link, Tally tally) {
    tally.links.add(unread(link));
    tally.forCourier.add(link.prospect());
  }

  /** Records without a link: perhaps a prospect waits for them. */
  private void meet(Handle tx, Tally tally) throws SQLException {
    List<Found> strangers =
        tally.strangers.stream()
            .filter(record -> !record.deleted() && record.movedTo() == null)
            .toList();
    if (strangers.isEmpty()) {
      return;
    }
    Map<Held, Found> byKey = new HashMap<>();
    for (Found record : strangers) {
      byKey.put(new Held(setting.unit(), Key.fid(record.id())), record);
      String email = email(record);
      if (email != null) {
        byKey.put(new Held(setting.unit(), Key.email(email)), record);
      }
    }
    Map<Held, Long> known = rooms.identities().find(tx.getConnection(), byKey.keySet());
    Set<Found> met = new HashSet<>();
    known.keySet().forEach(held -> met.add(byKey.get(held)));
    if (setting.policy().linkExisting()) {
      tally.forCourier.addAll(unlinked(tx, known));
    }
    if (setting.policy().createFromRemote()) {
      create(tx, strangers.stream().filter(record -> !met.contains(record)).toList());
    }
  }

  private Set<Long> unlinked(Handle tx, Map<Held, Long> known) {
    Set<Long> prospects = new LinkedHashSet<>(known.values());
    Links links = stores.links();
    prospects.removeAll(links.of(tx, setting.unit(), setting.remote(), prospects).keySet());
    return prospects;
  }

  private void create(Handle tx, List<Found> strangers) throws SQLException {
    List<Change> changes = new ArrayList<>();
    for (Found record : strangers) {
      String email = email(record);
      if (email != null) {
        changes.add(newProspect(record, email));
      }
    }
    if (!changes.isEmpty()) {
      rooms.intake().accept(tx, changes);
    }
  }

  private Change newProspect(Found record, String email) {
    Likeness likeness = new Likeness(setting.fields(), Set.copyOf(setting.users().values()), "");
    Map<String, String> values = new LinkedHashMap<>();
    for (Mapped mapped : setting.mapping().of(record.type())) {
      String value = record.values().getOrDefault(mapped.theirs().name(), "");
      if (!Mapped.NOT_FIELDS.contains(mapped.field()) && likeness.known(mapped)) {
        likeness.theirs(mapped, value).ifPresent(text -> values.put(mapped.field(), text));
      }
    }
    values.values().removeIf(String::isEmpty);
    return new Change(
        setting.unit(),
        Who.keys(Key.email(email)),
        IfUnknown.CREATE,
        values,
        List.of(),
        List.of(Key.fid(record.id())),
        Origin.REMOTE,
        record.modifiedAt(),
        Lane.EVENT);
  }

  private @Nullable String email(Found record) {
    for (Mapped mapped : setting.mapping().of(record.type())) {
      if (mapped.field().equals(Ours.EMAIL)) {
        String email = record.values().getOrDefault(mapped.theirs().name(), "").strip();
        return email.isEmpty() ? null : email;
      }
    }
    return null;
  }
}
