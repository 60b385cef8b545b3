package dev.leadline.sync;

import dev.leadline.campaign.Campaigns.Membership;
import dev.leadline.campaign.Member;
import dev.leadline.connector.Remote.Join;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.Written;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Remotes;
import dev.leadline.link.Link;
import dev.leadline.link.SyncErrors.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds prospects that have a record over there to the campaigns that they wait for. */
final class JoinCampaigns {
  private final Setting setting;
  private final Stores stores;
  private final Rooms rooms;

  JoinCampaigns(Setting setting, Stores stores, Rooms rooms) {
    this.setting = setting;
    this.stores = stores;
    this.rooms = rooms;
  }

  /** Answers the fault of each prospect that could not be added; one without a record waits. */
  Map<Long, Fault> of(List<Case> cases, Remotes remotes, Instant now) {
    List<Long> prospects = cases.stream().map(one -> one.ours().prospect().id()).toList();
    Map<Long, Link> links =
        rooms
            .database()
            .jdbi()
            .withHandle(tx -> stores.links().of(tx, setting.unit(), setting.remote(), prospects));
    List<Member> members = new ArrayList<>();
    List<Join> joins = new ArrayList<>();
    for (Member member : rooms.campaigns().waiting(links.keySet())) {
      Link link = links.get(member.prospect());
      String campaign = member.campaign().remoteId();
      if (link != null && !link.deleted() && campaign != null) {
        members.add(member);
        joins.add(new Join(campaign, link.place(), member.status(), member.remoteId()));
      }
    }
    return joins.isEmpty() ? Map.of() : join(members, written(joins, remotes), now);
  }

  private Map<Long, Fault> join(List<Member> members, List<Written> results, Instant now) {
    Map<Long, Fault> faults = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      switch (results.get(i)) {
        case Written.Created(String id) -> sent(member, id, now);
        case Written.Updated() -> sent(member, member.remoteId(), now);
        case Written.Failed(String code, String message, List<String> fields, Remedy remedy) ->
            faults.put(
                member.prospect(),
                new Fault(
                    member.prospect(),
                    code,
                    "Campaign " + member.campaign().name() + ": " + message,
                    // The record was found a moment ago: to find it anew would not help.
                    remedy == Remedy.RELINK ? Remedy.PERSON : remedy,
                    fields));
      }
    }
    show(faults, now);
    return faults;
  }

  /** What passes by itself is not shown. */
  private void show(Map<Long, Fault> faults, Instant now) {
    List<Fault> shown =
        faults.values().stream().filter(fault -> fault.remedy() != Remedy.RETRY).toList();
    rooms
        .database()
        .jdbi()
        .useTransaction(
            tx -> stores.errors().keep(tx, setting.unit(), setting.remote(), shown, now));
  }

  /** A call that fails as a whole leaves every membership waiting. */
  private List<Written> written(List<Join> joins, Remotes remotes) {
    try {
      return remotes.of(setting.unit()).join(joins);
    } catch (RemoteTrouble e) {
      Written failed =
          new Written.Failed("TROUBLE", String.valueOf(e.getMessage()), List.of(), Remedy.RETRY);
      return joins.stream().map(join -> failed).toList();
    }
  }

  private void sent(Member member, @Nullable String id, Instant now) {
    if (id != null) {
      rooms
          .campaigns()
          .sent(
              new Membership(member.prospect(), member.campaign().id(), member.status()), id, now);
    }
  }
}
