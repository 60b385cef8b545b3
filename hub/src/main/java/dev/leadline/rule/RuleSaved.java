package dev.leadline.rule;

import java.util.List;

/** What became of an edit of a rule. */
public sealed interface RuleSaved {
  /** The rule as kept. */
  record Kept(Rule rule) implements RuleSaved {}

  /** Nothing was kept; the problems are whole sentences. */
  record Invalid(List<String> problems) implements RuleSaved {}

  /** Nothing was kept: another rule of the unit has the name. */
  record NameTaken(String name) implements RuleSaved {}

  /** Nothing was kept: somebody else edited the rule in the meantime; this is it now. */
  record Stale(Rule now) implements RuleSaved {}

  /** There is no such rule. */
  record Unknown() implements RuleSaved {}
}
