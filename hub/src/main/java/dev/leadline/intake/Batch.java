package dev.leadline.intake;

import dev.leadline.campaign.Campaigns.Membership;
import dev.leadline.crew.Rota;
import dev.leadline.db.RoundTrip;
import dev.leadline.identity.Identities.Held;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.intake.Outcome.Refusal;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.rule.Rules;
import dev.leadline.unit.Unit;
import dev.leadline.unit.Unit.Matching;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction's changes on their way: resolve, apply, follow the rules, write. */
public final class Batch {
  /** As Pardot checks it on create (api-docs, issue 79), and without control characters. */
  private static final Pattern EMAIL =
      Pattern.compile("[^ @\\p{Cntrl}]{1,64}@[^ @\\p{Cntrl}]{1,255}\\.[^ @\\p{Cntrl}]{2,13}");

  private final Intake.Rooms rooms;
  private final Handle tx;
  private final Connection connection;
  private final Instant now;
  private final Set<Long> ids = new HashSet<>();
  private final Set<Held> sought = new HashSet<>();
  private Map<Held, Long> holders = Map.of();
  private final Map<Held, Long> known = new HashMap<>();
  private final Map<Long, Prospect> stored = new HashMap<>();
  private final Map<Long, Draft> drafts = new LinkedHashMap<>();
  private final Map<Held, Long> attached = new LinkedHashMap<>();
  private final List<Membership> memberships = new ArrayList<>();
  private final Rota rota;
  private final Apply apply;
  private Lane lane = Lane.FLOOD;

  Batch(Intake.Rooms rooms, Handle tx) {
    this.rooms = rooms;
    this.tx = tx;
    this.connection = tx.getConnection();
    this.now = rooms.clock().instant();
    this.rota = new Rota(tx);
    this.apply = new Apply(rooms.fields(), rota, memberships, now);
  }

  /**
   * Accepts changes among those that it began with: adds to the round trip all that makes them
   * durable. A unique violation in it says that another transaction won a race.
   */
  public List<Outcome> accept(List<Change> changes, RoundTrip writes) throws SQLException {
    resolve();
    List<Outcome> outcomes = apply(changes);
    follow();
    write(writes);
    return outcomes;
  }

  /** Adds the question which prospects the changes may mean. */
  void seek(List<Change> changes, RoundTrip looks) throws SQLException {
    for (Change change : changes) {
      switch (change.who()) {
        case Who.ById(long prospect) -> ids.add(prospect);
        case Who.ByKeys(List<Key> keys) ->
            keys.forEach(key -> sought.add(new Held(change.unit(), key)));
      }
      change.attach().forEach(key -> sought.add(new Held(change.unit(), key)));
      emailKey(change).ifPresent(sought::add);
    }
    holders = rooms.identities().find(looks, sought);
  }

  /** Locks every prospect that was found. */
  private void resolve() throws SQLException {
    known.putAll(holders);
    ids.addAll(known.values());
    stored.putAll(rooms.prospects().lock(connection, ids));
    known.values().retainAll(stored.keySet());
  }

  /** Drafts every change in order; a later one sees what an earlier one did. */
  private List<Outcome> apply(List<Change> changes) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>(changes.size());
    for (Change change : changes) {
      outcomes.add(apply(change));
    }
    return outcomes;
  }

  /** Takes stored prospects as they are, for the rules to look at; unknown ids are left out. */
  void take(Collection<Long> prospects) throws SQLException {
    for (Prospect prospect : rooms.prospects().lock(connection, prospects).values()) {
      drafts.put(prospect.id(), Draft.of(prospect));
    }
  }

  /** Does what the rules ask for, and what follows from that. */
  private void follow() {
    follow(drafts.values().stream().filter(Draft::changed).toList());
  }

  /** Does what the rules ask for of every prospect, and what follows from that. */
  void reconsider() {
    follow(drafts.values());
  }

  /** How many prospects are new or different. */
  long changed() {
    return drafts.values().stream().filter(Draft::changed).count();
  }

  private void follow(Collection<Draft> moved) {
    Collection<Draft> drafted = moved;
    while (!drafted.isEmpty()) { // ends, since a prospect matches a rule once
      Set<Draft> next = new LinkedHashSet<>();
      for (Rules.Hit hit : rooms.rules().hits(tx, drafted, now)) {
        int revisions = hit.draft().revisions().size();
        apply.actions(hit.draft(), hit.actions(), Origin.rule(hit.rule()), now, new ArrayList<>());
        if (hit.draft().revisions().size() > revisions) {
          next.add(hit.draft());
        }
      }
      drafted = next;
    }
  }

  /**
   * Writes all of it: turns, memberships and word to the couriers at once, prospects and keys when
   * the round trip is run.
   */
  void write(RoundTrip writes) throws SQLException {
    rooms.prospects().write(writes, drafts.values(), now);
    writeKeys(writes);
    rota.keep();
    rooms.campaigns().join(tx, memberships, now);
    rooms.outbox().append(tx, drafts.values(), lane);
  }

  private Outcome apply(Change change) throws SQLException {
    Unit unit = rooms.units().get(change.unit());
    Draft found = find(change);
    Refusal refusal = refuse(unit, change, found);
    if (refusal != null) {
      return new Outcome.Refused(refusal);
    }
    Draft draft = found == null ? create(change.unit()) : found;
    int revisions = draft.revisions().size();
    boolean isNew = found == null;
    List<String> notes = new ArrayList<>();
    apply.fields(draft, change, notes);
    apply.actions(draft, change.actions(), change.origin(), change.observedAt(), notes);
    remember(unit, draft, change);
    if (isNew) {
      return new Outcome.Created(draft.id(), notes);
    }
    return draft.revisions().size() > revisions
        ? new Outcome.Updated(draft.id(), notes)
        : new Outcome.Unchanged(draft.id(), notes);
  }

  private @Nullable Draft find(Change change) {
    Long id =
        switch (change.who()) {
          case Who.ById(long prospect) -> prospect;
          case Who.ByKeys(List<Key> keys) -> firstKnown(change.unit(), keys);
        };
    if (id == null) {
      return null;
    }
    Draft draft = drafts.get(id);
    Prospect prospect = stored.get(id);
    if (draft == null && prospect != null && prospect.unit() == change.unit()) {
      draft = Draft.of(prospect);
      drafts.put(id, draft);
    }
    return draft;
  }

  private @Nullable Long firstKnown(int unit, List<Key> keys) {
    for (Key key : keys) {
      Long id = known.get(new Held(unit, key));
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  private @Nullable Refusal refuse(Unit unit, Change change, @Nullable Draft found) {
    if (found == null && change.ifUnknown() == IfUnknown.REFUSE) {
      return Refusal.UNKNOWN_PROSPECT;
    }
    String email = change.fields().getOrDefault("email", "").strip();
    if (email.isEmpty()) {
      return found == null ? Refusal.NO_EMAIL : null;
    }
    boolean moves = found == null || !email.equalsIgnoreCase(found.field("email"));
    if (moves && (email.length() > 255 || !EMAIL.matcher(email).matches())) {
      return Refusal.INVALID_EMAIL;
    }
    if (unit.matching() == Matching.V4) {
      return null;
    }
    Long holder = known.get(new Held(unit.id(), Key.email(email)));
    return holder != null && (found == null || holder != found.id()) ? Refusal.EMAIL_IN_USE : null;
  }

  private Draft create(int unit) throws SQLException {
    Draft draft = Draft.create(rooms.prospects().newId(connection), unit);
    drafts.put(draft.id(), draft);
    return draft;
  }

  /** Lets later changes of this batch find the draft by its new keys. */
  private void remember(Unit unit, Draft draft, Change change) {
    Optional<Key> before = Keyring.derived(unit, draft::fieldBefore);
    Optional<Key> after = Keyring.derived(unit, draft::field);
    if (!before.equals(after)) {
      before.ifPresent(key -> known.remove(new Held(unit.id(), key), draft.id()));
    }
    after.ifPresent(key -> known.putIfAbsent(new Held(unit.id(), key), draft.id()));
    for (Key key : change.attach()) {
      Held held = new Held(unit.id(), key);
      if (known.putIfAbsent(held, draft.id()) == null) {
        attached.put(held, draft.id());
      }
    }
    lane = lane.compareTo(change.lane()) < 0 ? lane : change.lane();
  }

  private Optional<Held> emailKey(Change change) {
    String email = change.fields().getOrDefault("email", "");
    return email.isBlank() || rooms.units().get(change.unit()).matching() == Matching.V4
        ? Optional.empty()
        : Optional.of(new Held(change.unit(), Key.email(email)));
  }

  private void writeKeys(RoundTrip writes) throws SQLException {
    List<Held> gone = new ArrayList<>();
    Map<Held, Long> derived = new LinkedHashMap<>();
    for (Draft draft : drafts.values()) {
      Unit unit = rooms.units().get(draft.unit());
      Optional<Key> before = Keyring.derived(unit, draft::fieldBefore);
      Optional<Key> after = Keyring.derived(unit, draft::field);
      if (!before.equals(after)) {
        before.ifPresent(key -> gone.add(new Held(unit.id(), key)));
        after.ifPresent(key -> derived.putIfAbsent(new Held(unit.id(), key), draft.id()));
      }
    }
    rooms.identities().release(writes, gone);
    rooms.identities().claim(writes, only(derived, this::raced));
    rooms.identities().claimIfFree(writes, only(derived, key -> !raced(key)));
    rooms.identities().claimIfFree(writes, attached);
  }

  /** Whether only a race can take the key from us, since we looked and nobody had it. */
  private boolean raced(Held key) {
    return sought.contains(key) && !holders.containsKey(key);
  }

  private static Map<Held, Long> only(Map<Held, Long> keys, Predicate<Held> which) {
    Map<Held, Long> only = new LinkedHashMap<>(keys);
    only.keySet().removeIf(which.negate());
    return only;
  }
}
