package dev.leadline.server.admin.prospect;

import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A prospect's history as a page shows it.
 *
 * @param older the address of what came before; empty: nothing did
 */
public record Timeline(List<Entry> entries, String older) {
  /** What one hand did at one time. */
  public record Entry(
      Instant at, String kind, String tone, String who, String whoAddress, List<Step> steps) {}

  /**
   * One thing that changed.
   *
   * @param from empty: there was nothing
   * @param to empty: nothing is left
   */
  public record Step(String label, String from, String to) {}

  static Timeline of(List<ChangeLog.Entry> entries, Names names, String older) {
    return new Timeline(entries.stream().map(entry -> entry(entry, names)).toList(), older);
  }

  private static Entry entry(ChangeLog.Entry entry, Names names) {
    Origin origin = entry.origin();
    return new Entry(
        entry.at(),
        kind(origin),
        tone(origin),
        names.origin(origin),
        names.originAddress(origin),
        entry.delta().entrySet().stream()
            .sorted(Comparator.comparingInt(changed -> names.place(changed.getKey())))
            .flatMap(changed -> steps(changed, names).stream())
            .toList());
  }

  private static String kind(Origin origin) {
    return switch (origin.kind()) {
      case SIGNAL -> "Source";
      case USER -> "User";
      case RULE -> "Rule";
      case REMOTE -> "Sync";
      case IMPORT -> "Import";
      case SYSTEM -> "System";
    };
  }

  private static String tone(Origin origin) {
    return switch (origin.kind()) {
      case SIGNAL -> "azure";
      case USER -> "green";
      case RULE -> "purple";
      case REMOTE -> "cyan";
      case IMPORT, SYSTEM -> "secondary";
    };
  }

  private static List<Step> steps(Map.Entry<String, Draft.Step> delta, Names names) {
    Draft.Step step = delta.getValue();
    return switch (delta.getKey()) {
      case Draft.SCORE -> List.of(new Step("Score", step.from(), step.to()));
      case Draft.OWNER ->
          List.of(new Step("Assigned to", user(step.from(), names), user(step.to(), names)));
      case Draft.ARCHIVED ->
          List.of(new Step(step.to().equals("true") ? "Archived" : "Restored", "", ""));
      case Draft.TAGS -> tags(step);
      default -> List.of(new Step(label(delta.getKey(), names), step.from(), step.to()));
    };
  }

  private static String label(String key, Names names) {
    return key.startsWith(Draft.CAMPAIGN)
        ? "Campaign " + names.campaign(Long.parseLong(key.substring(Draft.CAMPAIGN.length())))
        : names.field(key);
  }

  private static String user(String id, Names names) {
    return id.isEmpty() ? "" : names.user(Long.valueOf(id));
  }

  private static List<Step> tags(Draft.Step step) {
    Set<String> before = split(step.from());
    Set<String> after = split(step.to());
    List<Step> steps = new ArrayList<>();
    after.stream()
        .filter(tag -> !before.contains(tag))
        .forEach(tag -> steps.add(new Step("Tag added", "", tag)));
    before.stream()
        .filter(tag -> !after.contains(tag))
        .forEach(tag -> steps.add(new Step("Tag removed", tag, "")));
    return steps;
  }

  private static Set<String> split(String tags) {
    return tags.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(tags.split(";")));
  }
}
