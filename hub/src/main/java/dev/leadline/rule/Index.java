package dev.leadline.rule;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Origin;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The running rules of a unit, in the order in which they act, by the names they read. */
final class Index {
  private final List<Compiled> rules;
  private final Map<String, BitSet> byName = new HashMap<>();
  private final BitSet byAnyChange = new BitSet();

  Index(List<Compiled> rules) {
    this.rules = rules;
    for (int at = 0; at < rules.size(); at++) {
      for (String name : rules.get(at).reads()) {
        byName.computeIfAbsent(name, _ -> new BitSet()).set(at);
      }
      byAnyChange.set(at, rules.get(at).readsChange());
    }
  }

  Compiled rule(int at) {
    return rules.get(at);
  }

  List<Compiled> rules() {
    return rules;
  }

  /** Fills in the places of the rules that may match now and did not act on the draft yet. */
  void candidates(Draft draft, BitSet into) {
    into.clear();
    if (draft.isNew() || !draft.changed()) {
      into.set(0, rules.size());
    } else {
      into.or(byAnyChange);
    }
    for (Draft.Revision revision : draft.revisions()) {
      for (String name : revision.delta().keySet()) {
        read(name, into);
      }
    }
    for (Draft.Revision revision : draft.revisions()) {
      if (revision.origin().kind() == Origin.Kind.RULE) {
        clear(revision.origin().id(), into);
      }
    }
  }

  private void read(String name, BitSet into) {
    if (name.equals(Draft.ARCHIVED)) {
      into.set(0, rules.size());
    }
    BitSet readers = byName.get(name);
    if (readers != null) {
      into.or(readers);
    }
  }

  private void clear(long rule, BitSet from) {
    for (int at = from.nextSetBit(0); at >= 0; at = from.nextSetBit(at + 1)) {
      if (rules.get(at).id() == rule) {
        from.clear(at);
      }
    }
  }
}
