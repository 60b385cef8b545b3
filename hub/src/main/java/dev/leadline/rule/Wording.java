package dev.leadline.rule;

import dev.leadline.prospect.Action;
import java.util.List;

/** What is written down in a rule: its name, whom it means, and what it does. */
public record Wording(String name, String description, Criteria criteria, List<Action> actions) {
  public Wording {
    name = name.strip();
    description = description.strip();
    actions = List.copyOf(actions);
  }
}
