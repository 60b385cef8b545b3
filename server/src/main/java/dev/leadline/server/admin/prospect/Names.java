package dev.leadline.server.admin.prospect;

import dev.leadline.campaign.Campaign;
import dev.leadline.campaign.Campaigns;
import dev.leadline.crew.User;
import dev.leadline.crew.Users;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.RuleBook;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What ids are called on a page: users, sources, rules, campaigns, fields of one unit. */
public final class Names {
  private final List<User> users;
  private final Map<Long, String> userNames;
  private final Map<Long, String> sources;
  private final Map<Long, String> rules;
  private final Map<Long, String> campaigns;
  private final Map<String, Field> fields;
  private final List<String> order;

  private Names(
      List<User> users,
      Map<Long, String> sources,
      Map<Long, String> rules,
      Map<Long, String> campaigns,
      Map<String, Field> fields) {
    this.users = users;
    this.userNames = users.stream().collect(Collectors.toMap(User::id, User::name));
    this.sources = sources;
    this.rules = rules;
    this.campaigns = campaigns;
    this.fields = fields;
    this.order = List.copyOf(fields.keySet());
  }

  /** Where the names are kept. */
  public record Rooms(
      Users users, Sources sources, RuleBook rules, Campaigns campaigns, Fields fields) {
    /** As they are now. */
    Names of(int unit) {
      return new Names(
          users.all(unit),
          sources.all(unit).stream().collect(Collectors.toMap(s -> (long) s.id(), Source::name)),
          rules.list(unit).stream()
              .collect(Collectors.toMap(r -> r.rule().id(), r -> r.rule().name())),
          campaigns.all(unit).stream().collect(Collectors.toMap(Campaign::id, Campaign::name)),
          fields.of(unit));
    }
  }

  /** Users to whom prospects may be assigned, by name. */
  List<User> assignable() {
    return users.stream().filter(User::active).toList();
  }

  /** The empty text for nobody. */
  String user(@Nullable Long id) {
    return id == null ? "" : userNames.getOrDefault(id, "User " + id);
  }

  String field(String name) {
    return Optional.ofNullable(fields.get(name)).map(Field::label).orElse(name);
  }

  /** Where a field stands among all; what is no field stands behind them. */
  int place(String name) {
    int place = order.indexOf(name);
    return place < 0 ? order.size() : place;
  }

  String campaign(long id) {
    return campaigns.getOrDefault(id, "Campaign " + id);
  }

  /** Who it was, in words. */
  String origin(Origin origin) {
    return switch (origin.kind()) {
      case SIGNAL -> sources.getOrDefault(origin.id(), "Source " + origin.id());
      case USER -> userNames.getOrDefault(origin.id(), "User " + origin.id());
      case RULE -> rules.getOrDefault(origin.id(), "Rule " + origin.id() + " (deleted)");
      case REMOTE -> "Salesforce";
      case IMPORT -> "Import";
      case SYSTEM -> "Leadline";
    };
  }

  /** Where more is told about an origin; empty: nowhere. */
  String originAddress(Origin origin) {
    return switch (origin.kind()) {
      case SIGNAL -> "/admin/sources/" + origin.id();
      case RULE -> rules.containsKey(origin.id()) ? "/admin/rules/" + origin.id() : "";
      case USER, REMOTE, IMPORT, SYSTEM -> "";
    };
  }
}
