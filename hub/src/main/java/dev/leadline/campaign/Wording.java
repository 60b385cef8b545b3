package dev.leadline.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is written down about a campaign. Texts lose outer space, statuses that differ only in case
 * are one.
 */
public record Wording(String name, List<String> statuses, boolean active) {
  private static final int NAME_LENGTH = 255;
  private static final int STATUS_LENGTH = 80;
  private static final int MOST_STATUSES = 200;

  public Wording {
    name = name.strip();
    Map<String, String> distinct = new LinkedHashMap<>();
    for (String status : statuses) {
      String text = status.strip();
      if (!text.isEmpty()) {
        distinct.putIfAbsent(text.toLowerCase(Locale.ROOT), text);
      }
    }
    statuses = List.copyOf(distinct.values());
  }

  /** Why these cannot be kept, in whole sentences; empty when they can. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (name.isEmpty()) {
      problems.add("A campaign needs a name.");
    }
    if (name.length() > NAME_LENGTH) {
      problems.add("The name has more than " + NAME_LENGTH + " characters.");
    }
    if (statuses.isEmpty()) {
      problems.add("A campaign needs at least one member status.");
    }
    if (statuses.size() > MOST_STATUSES) {
      problems.add("A campaign has at most " + MOST_STATUSES + " member statuses.");
    }
    if (statuses.stream().anyMatch(status -> status.length() > STATUS_LENGTH)) {
      problems.add("A member status has more than " + STATUS_LENGTH + " characters.");
    }
    if (controls(name) || statuses.stream().anyMatch(Wording::controls)) {
      problems.add("Name and member statuses take no control characters.");
    }
    return problems;
  }

  private static boolean controls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
