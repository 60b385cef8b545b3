package dev.leadline.plan;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Policy;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Winner;
import dev.leadline.plan.Decision.Agreed;
import dev.leadline.plan.Decision.Compared;
import dev.leadline.plan.Decision.Conflict;
import dev.leadline.prospect.Draft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from the base, ours and theirs, which way each field goes. Pure.
 *
 * <p>A side has changed a field when its value is not the base's; where there is no base yet, when
 * it is filled. One side changed: its value goes over, also when it was cleared. Both changed, to
 * different values: a conflict, which the field's {@link Winner} settles.
 */
public final class Planner {
  private final Likeness likeness;

  public Planner(Likeness likeness) {
    this.likeness = likeness;
  }

  /** What became of one field. */
  private enum Verdict {
    SAME,
    PUSH,
    PULL,
    /** They differ and stay so. */
    KEEP
  }

  /** One field's values in comparable form. */
  private record Values(
      Mapped mapped, @Nullable String base, Optional<String> ours, Optional<String> theirs) {}

  /** What to do about a record that is there. */
  public Decision compare(List<Mapped> mapping, Map<String, String> base, Ours ours, Found found) {
    Place movedTo = found.movedTo();
    if (movedTo != null) {
      return new Decision.Relink(movedTo);
    }
    return found.deleted() ? new Decision.Gone() : merge(mapping, base, ours, found);
  }

  /** What to do about a prospect without a record; {@code match} is the one with its email. */
  public Decision meet(
      Map<String, List<Mapped>> mapping,
      Ours ours,
      Optional<Found> match,
      Policy policy,
      String newType) {
    if (match.isPresent()) {
      return ours.assigned() || !policy.linkRequiresAssignment()
          ? compare(
              mapping.getOrDefault(match.orElseThrow().type(), List.of()),
              Map.of(),
              ours,
              match.orElseThrow())
          : new Decision.Stay(Reason.NOT_ASSIGNED);
    }
    if (!ours.assigned() && !policy.createWhenUnassigned()) {
      return new Decision.Stay(Reason.NOT_ASSIGNED);
    }
    List<Mapped> fields = mapping.getOrDefault(newType, List.of());
    return fields.isEmpty()
        ? new Decision.Park("NOTHING_MAPPED", "No field is mapped for " + newType)
        : create(newType, fields, ours);
  }

  /** Whether nothing of ours has changed since both sides agreed. */
  public boolean unchanged(List<Mapped> mapping, Map<String, String> base, Ours ours) {
    for (Mapped mapped : mapping) {
      Optional<String> now = likeness.ours(mapped, ours.value(mapped.field()));
      String then = base.getOrDefault(mapped.field(), likeness.blank(mapped));
      if (now.isPresent() && !likeness.same(mapped, now.orElseThrow(), then)) {
        return false;
      }
    }
    return true;
  }

  /** Our fields whose value the other side cannot hold, and which are therefore left out. */
  public List<String> leftOut(List<Mapped> mapping, Ours ours) {
    return mapping.stream()
        .filter(mapped -> likeness.ours(mapped, ours.value(mapped.field())).isEmpty())
        .map(Mapped::field)
        .toList();
  }

  private Decision create(String type, List<Mapped> mapping, Ours ours) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> base = new LinkedHashMap<>();
    for (Mapped mapped : mapping) {
      Optional<String> form = likeness.ours(mapped, ours.value(mapped.field()));
      if (!mapped.theirs().createable() || form.isEmpty()) {
        continue;
      }
      String text = likeness.toWrite(mapped, form.orElseThrow());
      if (!text.equals(likeness.blank(mapped))) {
        values.put(mapped.theirs().name(), text);
      }
      base.put(mapped.field(), form.orElseThrow());
    }
    return new Decision.Create(type, values, base);
  }

  private Compared merge(List<Mapped> mapping, Map<String, String> base, Ours ours, Found found) {
    Map<String, String> push = new LinkedHashMap<>();
    Map<String, String> pull = new LinkedHashMap<>();
    Map<String, String> now = new LinkedHashMap<>();
    Map<String, String> oncePushed = new LinkedHashMap<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (Mapped mapped : mapping) {
      if (!likeness.known(mapped)) {
        continue;
      }
      Values values = values(mapped, base, ours, found);
      Verdict verdict = judge(values, newer(mapped, ours, found), conflicts);
      switch (verdict) {
        case PUSH -> {
          String form = values.ours().orElseThrow();
          push.put(mapped.theirs().name(), likeness.toWrite(mapped, form));
          oncePushed.put(mapped.field(), form);
        }
        case PULL -> {
          String form = values.theirs().orElseThrow();
          pull.put(mapped.field(), form);
          now.put(mapped.field(), form);
        }
        case SAME, KEEP -> values.ours().ifPresent(form -> now.put(mapped.field(), form));
      }
    }
    return compared(push, pull, new Agreed(now, oncePushed, conflicts));
  }

  private static Compared compared(
      Map<String, String> push, Map<String, String> pull, Agreed agreed) {
    if (push.isEmpty()) {
      return pull.isEmpty() ? new Decision.Nothing(agreed) : new Decision.Pull(pull, agreed);
    }
    return pull.isEmpty() ? new Decision.Push(push, agreed) : new Decision.Both(push, pull, agreed);
  }

  private Values values(Mapped mapped, Map<String, String> base, Ours ours, Found found) {
    return new Values(
        mapped,
        base.get(mapped.field()),
        likeness.ours(mapped, ours.value(mapped.field())),
        likeness.theirs(mapped, found.values().getOrDefault(mapped.theirs().name(), "")));
  }

  /** Whether, of two values that both changed, ours is to be kept. */
  private static boolean newer(Mapped mapped, Ours ours, Found found) {
    return switch (mapped.winner()) {
      case OURS -> true;
      case THEIRS -> false;
      case NEWEST -> ours.observedAt(mapped.field()).isAfter(found.modifiedAt());
    };
  }

  private Verdict judge(Values values, boolean oursWins, List<Conflict> conflicts) {
    Mapped mapped = values.mapped();
    if (values.theirs().isEmpty()) {
      return Verdict.KEEP;
    }
    String theirs = values.theirs().orElseThrow();
    String base = values.base() == null ? likeness.blank(mapped) : values.base();
    boolean theirsChanged = !likeness.same(mapped, theirs, base);
    if (values.ours().isEmpty()) {
      return theirsChanged && !oursWins ? Verdict.PULL : Verdict.KEEP;
    }
    String ours = values.ours().orElseThrow();
    if (likeness.same(mapped, ours, theirs)) {
      return Verdict.SAME;
    }
    boolean oursChanged = !likeness.same(mapped, ours, base);
    return oneWay(mapped, oursChanged, theirs)
        .orElseGet(() -> {
          if (oursChanged && theirsChanged) {
            Winner won = oursWins ? Winner.OURS : Winner.THEIRS;
            conflicts.add(new Conflict(mapped.field(), base, ours, theirs, won));
          }
          return oursChanged && (!theirsChanged || oursWins) ? Verdict.PUSH : Verdict.PULL;
        });
  }

  /** What is settled by the field and not by who changed it. */
  private Optional<Verdict> oneWay(Mapped mapped, boolean oursChanged, String theirs) {
    boolean empty = theirs.equals(likeness.blank(mapped));
    if (mapped.field().equals(Draft.OWNER) || !mapped.theirs().updateable()) {
      // Their owner always stands; what cannot be written there can only be read.
      return Optional.of(empty ? Verdict.KEEP : Verdict.PULL);
    }
    if (mapped.field().equals(Ours.EMAIL) && empty) {
      // A prospect keeps its email.
      return Optional.of(oursChanged ? Verdict.PUSH : Verdict.KEEP);
    }
    return Optional.empty();
  }
}
