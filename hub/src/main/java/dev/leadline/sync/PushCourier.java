package dev.leadline.sync;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Remote;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Remotes;
import dev.leadline.link.SyncErrors.Fault;
import dev.leadline.outbox.Courier;
import dev.leadline.outbox.Delivery;
import dev.leadline.outbox.Message;
import dev.leadline.plan.Ours;
import dev.leadline.prospect.Draft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what changed here to the records over there, and finds or creates those. */
public final class PushCourier implements Courier {
  private static final Logger log = LoggerFactory.getLogger(PushCourier.class);

  private final String remote;
  private final Remotes remotes;
  private final Stores stores;
  private final Rooms rooms;
  private final InstantSource clock;

  /**
   * The courier of one kind of remote, for all units.
   *
   * @param remote the name of the remotes, and of this courier
   */
  public PushCourier(
      String remote, Remotes remotes, Stores stores, Rooms rooms, InstantSource clock) {
    this.remote = remote;
    this.remotes = remotes;
    this.stores = stores;
    this.rooms = rooms;
    this.clock = clock;
  }

  @Override
  public String name() {
    return remote;
  }

  /** Also while the connector is paused: what changes then leaves once it runs. */
  @Override
  public boolean wants(Draft draft) {
    if (stores.connectors().find(draft.unit(), remote).map(Connector::verifiedAt).isEmpty()) {
      return false;
    }
    if (draft.isNew()) {
      return true;
    }
    Set<String> mapped = stores.mappings().active(draft.unit(), remote).ours();
    for (String name : draft.changedNames()) {
      if (mapped.contains(name) || decides(name) || name.startsWith(Draft.CAMPAIGN)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean open(int unit) {
    return stores
        .connectors()
        .find(unit, remote)
        .filter(connector -> connector.open(clock.instant()))
        .isPresent();
  }

  @Override
  public List<Delivery> deliver(int unit, List<Message> messages) {
    Connector connector = stores.connectors().find(unit, remote).orElseThrow();
    Map<Long, Case> cases = new HashMap<>();
    Setting setting =
        rooms
            .database()
            .atomically(tx -> {
              Setting read = Setting.read(tx, connector, stores, rooms);
              cases.putAll(Round.load(tx, messages, read, stores, rooms));
              return read;
            });
    RemoteTrouble trouble = run(setting, cases.values());
    Map<Long, Fault> faults = keep(setting, cases.values(), trouble != null);
    if (trouble == null) {
      faults.putAll(join(setting, cases.values()));
    }
    Deliveries deliveries = new Deliveries(cases, faults, trouble);
    return messages.stream().map(deliveries::of).toList();
  }

  /** What decides whether a prospect is synced at all, mapped or not. */
  private static boolean decides(String name) {
    return switch (name) {
      case Draft.OWNER, Draft.ARCHIVED, Ours.DO_NOT_SYNC, Ours.EMAIL -> true;
      default -> false;
    };
  }

  /** Goes as far as the remote lets us; answers what ended it, if anything did. */
  private @Nullable RemoteTrouble run(Setting setting, Collection<Case> cases) {
    try {
      Remote there = remotes.of(setting.unit());
      Round round = new Round(setting, there, ids -> holders(setting, ids));
      List<Case> open = round.settleWithoutCall(cases);
      if (!open.isEmpty()) {
        round.run(open);
        stores.connectors().recovered(setting.unit(), remote);
      }
      return null;
    } catch (RemoteTrouble e) {
      Duration pause = e.pause();
      log.warn(
          "{} of unit {}: {}; will retry in {}", remote, setting.unit(), e.getMessage(), pause);
      stores.connectors().trouble(setting.unit(), remote, String.valueOf(e.getMessage()), pause);
      return e;
    }
  }

  /** Campaigns come last: a member needs a record. */
  private Map<Long, Fault> join(Setting setting, Collection<Case> cases) {
    List<Case> inStep = cases.stream().filter(Case::inStep).toList();
    return new JoinCampaigns(setting, stores, rooms).of(inStep, remotes, clock.instant());
  }

  private Map<String, Long> holders(Setting setting, Collection<String> ids) {
    Map<String, Long> holders = new HashMap<>();
    rooms
        .database()
        .jdbi()
        .useHandle(tx ->
            stores
                .links()
                .ofRecords(tx, setting.unit(), remote, ids)
                .forEach((id, link) -> holders.put(id, link.prospect())));
    return holders;
  }

  private Map<Long, Fault> keep(Setting setting, Collection<Case> cases, boolean cutShort) {
    Keep keep = new Keep(setting, stores, rooms, clock.instant(), cutShort);
    return rooms.database().atomically(tx -> keep.all(tx, cases));
  }
}
