package dev.leadline.sync;

import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.Written;
import dev.leadline.link.Link;
import dev.leadline.link.SyncErrors;
import dev.leadline.link.SyncErrors.Fault;
import dev.leadline.plan.Decision;
import dev.leadline.prospect.Prospect;
import dev.leadline.sync.Settle.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes down what a round came to: links, bases, pulled values, errors; in one transaction. */
final class Keep {
  /** A failure that passes by itself is shown only when it has not for so many attempts. */
  private static final int PATIENCE = 5;

  private final Setting setting;
  private final Stores stores;
  private final Rooms rooms;
  private final Instant now;
  private final boolean cutShort;

  /**
   * A writer for one round.
   *
   * @param cutShort whether trouble ended the round before it was done
   */
  Keep(Setting setting, Stores stores, Rooms rooms, Instant now, boolean cutShort) {
    this.cutShort = cutShort;
    this.setting = setting;
    this.stores = stores;
    this.rooms = rooms;
    this.now = now;
  }

  /** Answers the fault of each message that came to one. */
  Map<Long, Fault> all(Handle tx, Collection<Case> cases) throws SQLException {
    Map<Long, Fault> faults = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    List<Link> gone = new ArrayList<>();
    for (Case one : cases) {
      long prospect = one.ours().prospect().id();
      fault(one).ifPresent(fault -> faults.put(prospect, fault));
      entry(one).ifPresent(entries::add);
      Link link = one.link();
      if (one.decision() instanceof Decision.Gone && link != null) {
        gone.add(
            new Link(link.unit(), link.prospect(), link.place(), true, link.base(), false, now));
      }
    }
    Settle settle = new Settle(setting, rooms, stores.links(), now);
    settle.keep(tx, entries).forEach(fault -> faults.putIfAbsent(fault.prospect(), fault));
    stores.links().save(tx, setting.remote(), gone);
    keepErrors(tx, cases, faults);
    return faults;
  }

  private void keepErrors(Handle tx, Collection<Case> cases, Map<Long, Fault> faults) {
    List<Fault> shown = new ArrayList<>();
    List<Long> well = new ArrayList<>();
    for (Case one : cases) {
      long prospect = one.ours().prospect().id();
      Fault fault = faults.get(prospect);
      if (fault != null) {
        if (fault.remedy() != Remedy.RETRY || one.message().attempts() >= PATIENCE) {
          shown.add(fault);
        }
      } else if (one.decision() != null && !cutShort) {
        well.add(prospect);
      }
    }
    SyncErrors errors = stores.errors();
    errors.clear(tx, setting.unit(), setting.remote(), well);
    errors.keep(tx, setting.unit(), setting.remote(), shown, now);
  }

  private Optional<Fault> fault(Case one) {
    if (cutShort && one.elsewhere()) {
      return Optional.empty();
    }
    long prospect = one.ours().prospect().id();
    if (one.decision() instanceof Decision.Park(String code, String reason)) {
      return Optional.of(new Fault(prospect, code, reason, Remedy.PERSON, List.of()));
    }
    if (one.decision() instanceof Decision.Relink(Place to)) {
      String message = "The record moves on and on; it was last said to be " + to.id();
      return Optional.of(new Fault(prospect, "MOVED", message, Remedy.PERSON, List.of()));
    }
    return one.failure()
        .map(failed ->
            new Fault(prospect, failed.code(), failed.message(), failed.remedy(), failed.fields()));
  }

  /** What both sides agree on now, if the round came so far. */
  private Optional<Entry> entry(Case one) {
    Decision decision = one.decision();
    Found found = one.found();
    if (decision instanceof Decision.Compared compared && found != null) {
      // Where the write failed, the link and what was pulled are kept; the rest comes later.
      Map<String, String> agreed = new LinkedHashMap<>(compared.agreed().now());
      if (one.written() instanceof Written.Updated) {
        agreed.putAll(compared.agreed().oncePushed());
      }
      return Optional.of(
          new Entry(
              one.ours(),
              one.link(),
              new Place(found.type(), found.id()),
              compared.pull(),
              agreed,
              found.modifiedAt()));
    }
    if (decision instanceof Decision.Create(String type, _, Map<String, String> base)
        && one.written() instanceof Written.Created(String id)) {
      Prospect prospect = one.ours().prospect();
      return Optional.of(
          new Entry(one.ours(), null, new Place(type, id), Map.of(), base, prospect.updatedAt()));
    }
    return Optional.empty();
  }
}
