package dev.leadline.sync;

import dev.leadline.connector.Remote;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Search;
import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Written;
import dev.leadline.link.Link;
import dev.leadline.outbox.Message;
import dev.leadline.plan.Decision;
import dev.leadline.plan.Ours;
import dev.leadline.plan.Planner;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Prospect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes prospects through compare, plan and act: one look at the remote for all, one write for all;
 * again only for those whose record turned out to be elsewhere.
 */
final class Round {
  /** Look by id, follow where it moved to, find it gone: more turns do not help. */
  private static final int TURNS = 3;

  private final Setting setting;
  private final Planner planner;
  private final Remote remote;
  private final Holders holders;

  /** Tells which prospects records are linked to, by the record's id. */
  interface Holders {
    Map<String, Long> of(Collection<String> ids);
  }

  Round(Setting setting, Remote remote, Holders holders) {
    this.setting = setting;
    this.planner = setting.planner();
    this.remote = remote;
    this.holders = holders;
  }

  /** The prospects of these messages as they are now, by message; one that is gone is absent. */
  static Map<Long, Case> load(
      Handle tx, List<Message> messages, Setting setting, Stores stores, Rooms rooms)
      throws SQLException {
    List<Long> ids = messages.stream().map(Message::prospect).distinct().toList();
    Map<Long, Prospect> prospects = rooms.prospects().lock(tx.getConnection(), ids);
    Map<Long, Link> links = stores.links().of(tx, setting.unit(), setting.remote(), ids);
    Map<Long, Case> cases = new LinkedHashMap<>();
    for (Message message : messages) {
      Prospect prospect = prospects.get(message.prospect());
      if (prospect != null) {
        Ours ours = Ours.of(prospect, setting.users());
        cases.put(message.id(), new Case(message, ours, links.get(message.prospect())));
      }
    }
    return cases;
  }

  /** Decides what can be decided without a call; answers the others. */
  List<Case> settleWithoutCall(Iterable<Case> cases) {
    List<Case> open = new ArrayList<>();
    for (Case one : cases) {
      withoutCall(one).ifPresentOrElse(one::decide, () -> open.add(one));
    }
    return open;
  }

  /** Compares, plans and writes. Throws when a call fails as a whole; what was done stays noted. */
  void run(List<Case> cases) {
    List<Case> open = cases;
    for (int turn = 0; turn < TURNS && !open.isEmpty(); turn++) {
      look(open);
      open.forEach(this::decide);
      parkWhatAnotherHolds(open);
      write(open);
      open = open.stream().filter(Case::elsewhere).toList();
    }
  }

  private Optional<Decision> withoutCall(Case one) {
    Ours ours = one.ours();
    Link link = one.link();
    if (ours.prospect().archivedAt() != null) {
      return Optional.of(new Decision.Stay(Reason.ARCHIVED));
    }
    if (ours.doNotSync()) {
      return Optional.of(new Decision.Stay(Reason.DO_NOT_SYNC));
    }
    if (link == null) {
      return ours.value(Ours.EMAIL).isEmpty()
          ? Optional.of(new Decision.Stay(Reason.NO_EMAIL))
          : Optional.empty();
    }
    if (link.look()) {
      return Optional.empty();
    }
    if (link.deleted()) {
      return Optional.of(new Decision.Stay(Reason.DELETED));
    }
    // This ends every echo: what was pulled comes by here, and is what both sides agreed on.
    return planner.unchanged(setting.mapping().of(link.place().type()), link.base(), ours)
        ? Optional.of(new Decision.Stay(Reason.IN_STEP))
        : Optional.empty();
  }

  private void look(List<Case> cases) {
    List<Search> searches = cases.stream().map(one -> one.search(remote.types())).toList();
    List<Optional<Found>> matches = remote.find(searches, setting.mapping().toRead());
    for (int i = 0; i < cases.size(); i++) {
      cases.get(i).found(matches.get(i));
    }
  }

  private void decide(Case one) {
    Found found = one.found();
    if (one.place() == null) {
      one.decide(
          planner.meet(
              setting.mapping().byType(),
              one.ours(),
              Optional.ofNullable(found),
              setting.policy(),
              remote.newType()));
    } else if (found == null) {
      one.decide(new Decision.Gone());
    } else {
      one.decide(
          planner.compare(setting.mapping().of(found.type()), one.base(), one.ours(), found));
    }
    if (one.decision() instanceof Decision.Relink(Place to)) {
      one.moveTo(to);
    }
  }

  /** A record belongs to one prospect: the one that is linked, or came first. */
  private void parkWhatAnotherHolds(List<Case> cases) {
    Map<String, Case> claims = new LinkedHashMap<>();
    for (Case one : cases) {
      Found found = one.found();
      if (found != null && one.decision() instanceof Decision.Compared && !one.linkedTo(found)) {
        if (claims.putIfAbsent(found.id(), one) != null) {
          one.decide(linkedElsewhere(found, "another prospect with this email"));
        }
      }
    }
    if (claims.isEmpty()) {
      return;
    }
    holders
        .of(claims.keySet())
        .forEach((id, holder) -> {
          Case one = claims.get(id);
          Found found = one == null ? null : one.found();
          if (one != null && found != null && holder != one.ours().prospect().id()) {
            one.decide(linkedElsewhere(found, "prospect " + holder));
          }
        });
  }

  private static Decision linkedElsewhere(Found found, String holder) {
    return new Decision.Park(
        Settle.LINKED_ELSEWHERE, "The record " + found.id() + " is linked to " + holder);
  }

  private void write(List<Case> cases) {
    List<Case> writing = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (Case one : cases) {
      one.write()
          .ifPresent(write -> {
            writing.add(one);
            writes.add(write);
          });
    }
    if (writes.isEmpty()) {
      return;
    }
    List<Written> results = remote.write(writes);
    for (int i = 0; i < results.size(); i++) {
      writing.get(i).written(results.get(i));
    }
  }
}
