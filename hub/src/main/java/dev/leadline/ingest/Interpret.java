package dev.leadline.ingest;

import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Origin;
import dev.leadline.unit.Unit;
import dev.leadline.unit.Unit.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a signal asks for, by the rules of its unit: a pure decision. */
final class Interpret {
  /** What is to be done with a signal. */
  sealed interface Meaning {
    /**
     * A change of a prospect.
     *
     * @param dropped traits that fill no field
     */
    record Wanted(Change change, List<String> dropped) implements Meaning {}

    /** Nothing to do but to keep the signal. */
    record Unwanted(Fate fate, String note) implements Meaning {}
  }

  /** All that can be said of a signal whose source is not known. */
  static final Meaning QUARANTINED =
      new Meaning.Unwanted(Fate.QUARANTINED, "the write key is not known");

  private Interpret() {}

  static Meaning signal(Signal signal, Unit unit, Map<String, Field> fields) {
    if (!signal.type().equals("identify")) {
      return new Meaning.Unwanted(Fate.IGNORED, "only identify calls change prospects");
    }
    if (!signal.options().wanted()) {
      return new Meaning.Unwanted(Fate.IGNORED, "switched off by the call's integrations");
    }
    Traits.Reading reading = Traits.read(signal.traits(), signal.userId(), fields);
    Target target = target(signal, unit, reading.values());
    if (target == null) {
      return new Meaning.Unwanted(Fate.REFUSED, "nothing to match on: the call has no email");
    }
    return new Meaning.Wanted(
        new Change(
            unit.id(),
            target.who,
            target.ifUnknown,
            target.values,
            // Un-archiving comes with every call that finds its prospect (pardot-api.md §1.6).
            List.of(new Action.Restore()),
            target.attach,
            Origin.signal(signal.source()),
            signal.occurredAt(),
            Lane.EVENT),
        reading.dropped());
  }

  private record Target(
      Who who, IfUnknown ifUnknown, Map<String, String> values, List<Key> attach) {}

  private static @Nullable Target target(Signal signal, Unit unit, Map<String, String> values) {
    return unit.matching() == Matching.V3
        ? byEmail(signal, unit, values)
        : byId(signal, unit, values);
  }

  /** v3: the email is the key; with direct lookup a known user id goes before it. */
  private static @Nullable Target byEmail(Signal signal, Unit unit, Map<String, String> values) {
    List<Key> keys = new ArrayList<>(2);
    List<Key> attach = List.of();
    if (unit.directLookup() && signal.userId() != null) {
      keys.add(Key.userId(signal.userId()));
      attach = List.copyOf(keys);
    }
    String email = values.getOrDefault("email", "");
    if (!email.isBlank()) {
      keys.add(Key.email(email));
    }
    return keys.isEmpty()
        ? null
        : new Target(new Who.ByKeys(keys), IfUnknown.CREATE, values, attach);
  }

  /** v4: id, else fid, else the lookup field, else a new prospect. */
  private static @Nullable Target byId(Signal signal, Unit unit, Map<String, String> values) {
    String id = signal.options().prospect();
    if (id != null && id.length() <= 18 && id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new Target(Who.id(Long.parseLong(id)), IfUnknown.REFUSE, values, List.of());
    }
    if (signal.options().fid() != null) {
      Key fid = Key.fid(signal.options().fid());
      return new Target(Who.keys(fid), IfUnknown.CREATE, values, List.of(fid));
    }
    String email = values.getOrDefault("email", "");
    String lookup = lookup(signal, unit, values);
    if (lookup != null && unit.directLookup()) {
      return new Target(
          Who.keys(Key.lookup(lookup)), IfUnknown.CREATE, filled(unit, values, lookup), List.of());
    }
    if (email.isBlank()) {
      return null;
    }
    return lookup == null
        ? new Target(Who.keys(), IfUnknown.CREATE, values, List.of())
        : new Target(
            Who.keys(Key.lookupWithin(email, lookup)),
            IfUnknown.CREATE,
            filled(unit, values, lookup),
            List.of());
  }

  private static @Nullable String lookup(Signal signal, Unit unit, Map<String, String> values) {
    if (unit.lookupField() == null) {
      return null;
    }
    String value =
        unit.lookupByUserId() ? signal.userId() : values.getOrDefault(unit.lookupField(), "");
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Map<String, String> filled(Unit unit, Map<String, String> values, String lookup) {
    Map<String, String> filled = new HashMap<>(values);
    if (unit.lookupField() != null) {
      filled.put(unit.lookupField(), lookup);
    }
    return filled;
  }
}
