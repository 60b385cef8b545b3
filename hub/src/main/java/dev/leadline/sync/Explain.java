package dev.leadline.sync;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Connectors;
import dev.leadline.connector.Mapped;
import dev.leadline.connector.Mappings;
import dev.leadline.link.Link;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors;
import dev.leadline.link.SyncErrors.SyncError;
import dev.leadline.outbox.Outbox;
import dev.leadline.outbox.Outbox.Standing;
import dev.leadline.plan.Likeness;
import dev.leadline.plan.Ours;
import dev.leadline.plan.Planner;
import dev.leadline.plan.Reason;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers "why isn't this synced?" for one prospect, and by number for a unit. */
public final class Explain {
  /** All that the answer depends on. */
  public record Facts(
      Optional<Connector> connector,
      Prospect prospect,
      Optional<Link> link,
      Optional<SyncError> error,
      Optional<Standing> standing) {}

  /**
   * The answer.
   *
   * @param detail what the remote said, if that is the reason
   * @param since since when it is so, if known
   * @param link the record it is linked to, even if it is not in step
   * @param leftOut fields that are mapped, but whose value the record cannot hold
   */
  public record Explanation(
      Reason reason,
      @Nullable String detail,
      @Nullable Instant since,
      Optional<Link> link,
      List<Field> leftOut) {
    Explanation(
        Reason reason, @Nullable String detail, @Nullable Instant since, Optional<Link> link) {
      this(reason, detail, since, link, List.of());
    }

    Explanation leavingOut(List<Field> fields) {
      return new Explanation(reason, detail, since, link, fields);
    }
  }

  private final Connectors connectors;
  private final Mappings mappings;
  private final Links links;
  private final SyncErrors errors;
  private final Fields fields;
  private final Outbox outbox;

  public Explain(Stores stores, Fields fields, Outbox outbox) {
    this.connectors = stores.connectors();
    this.mappings = stores.mappings();
    this.links = stores.links();
    this.errors = stores.errors();
    this.fields = fields;
    this.outbox = outbox;
  }

  /** Why this prospect is or is not in step with a remote. */
  public Explanation of(Prospect prospect, String remote) {
    int unit = prospect.unit();
    Facts facts =
        new Facts(
            connectors.find(unit, remote),
            prospect,
            links.find(unit, remote, prospect.id()),
            errors.find(unit, remote, prospect.id()),
            outbox.standing(remote, prospect.id()));
    Explanation decided = decide(facts);
    return facts
        .link()
        .map(link -> decided.leavingOut(leftOut(prospect, remote, link)))
        .orElse(decided);
  }

  private List<Field> leftOut(Prospect prospect, String remote, Link link) {
    Map<String, Field> known = fields.of(prospect.unit());
    Planner planner = new Planner(new Likeness(known, Set.of(), ""));
    List<Mapped> mapping =
        mappings.active(prospect.unit(), remote).of(link.place().type()).stream()
            .filter(mapped -> known.containsKey(mapped.field()))
            .toList();
    return planner.leftOut(mapping, Ours.of(prospect, Map.of())).stream().map(known::get).toList();
  }

  /**
   * How many prospects of a unit are in step, deleted over there, parked and waiting. The others
   * have no record and need none yet.
   */
  public Map<Reason, Long> counts(int unit, String remote) {
    Map<String, Long> linked = links.counts(unit, remote);
    Map<String, Long> messages = outbox.counts(remote, unit);
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    counts.put(Reason.IN_STEP, linked.getOrDefault("linked", 0L));
    counts.put(Reason.DELETED, linked.getOrDefault("deleted", 0L));
    counts.put(
        Reason.PARKED,
        errors.groups(unit, remote).stream().mapToLong(SyncErrors.Group::count).sum());
    counts.put(
        Reason.WAITING,
        messages.getOrDefault("waiting", 0L) + messages.getOrDefault("sending", 0L));
    return counts;
  }

  /** The first reason that applies, the one furthest from being in step first. */
  static Explanation decide(Facts facts) {
    Optional<Link> link = facts.link();
    Connector connector = facts.connector().orElse(null);
    if (connector == null) {
      return new Explanation(Reason.NOT_CONNECTED, null, null, link);
    }
    if (!connector.running()) {
      Reason reason = connector.verifiedAt() == null ? Reason.NOT_VERIFIED : Reason.PAUSED;
      return new Explanation(reason, connector.trouble(), null, link);
    }
    return ofProspect(facts.prospect(), link)
        .or(() -> ofError(facts))
        .or(() -> ofMessage(facts, connector))
        .orElseGet(() -> ofLink(facts, connector));
  }

  private static Optional<Explanation> ofProspect(Prospect prospect, Optional<Link> link) {
    if (prospect.archivedAt() != null) {
      return Optional.of(new Explanation(Reason.ARCHIVED, null, prospect.archivedAt(), link));
    }
    if (prospect.field(Ours.DO_NOT_SYNC).equals("true")) {
      return Optional.of(new Explanation(Reason.DO_NOT_SYNC, null, null, link));
    }
    if (link.filter(Link::deleted).isPresent()) {
      return Optional.of(
          new Explanation(Reason.DELETED, null, link.orElseThrow().syncedAt(), link));
    }
    return link.isEmpty() && prospect.field(Ours.EMAIL).isEmpty()
        ? Optional.of(new Explanation(Reason.NO_EMAIL, null, null, link))
        : Optional.empty();
  }

  private static Optional<Explanation> ofError(Facts facts) {
    return facts
        .error()
        .map(error ->
            new Explanation(
                Reason.PARKED,
                error.code() + ": " + error.message(),
                error.firstAt(),
                facts.link()));
  }

  private static Optional<Explanation> ofMessage(Facts facts, Connector connector) {
    Standing standing = facts.standing().orElse(null);
    if (standing == null) {
      return Optional.empty();
    }
    if (connector.trouble() != null) {
      return Optional.of(
          new Explanation(Reason.TROUBLE, connector.trouble(), standing.since(), facts.link()));
    }
    Reason reason = standing.state().equals("parked") ? Reason.PARKED : Reason.WAITING;
    return Optional.of(new Explanation(reason, standing.note(), standing.since(), facts.link()));
  }

  private static Explanation ofLink(Facts facts, Connector connector) {
    if (facts.link().isPresent()) {
      Instant since = facts.link().orElseThrow().syncedAt();
      return new Explanation(Reason.IN_STEP, null, since, facts.link());
    }
    boolean stays = facts.prospect().owner() == null && !connector.policy().createWhenUnassigned();
    return new Explanation(
        stays ? Reason.NOT_ASSIGNED : Reason.NOT_LINKED, null, null, facts.link());
  }
}
