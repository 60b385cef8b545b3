package dev.leadline.server.admin.rule;

import dev.leadline.campaign.Campaign;
import dev.leadline.campaign.Campaigns;
import dev.leadline.crew.Groups;
import dev.leadline.crew.Groups.Group;
import dev.leadline.crew.User;
import dev.leadline.crew.Users;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Fields;
import dev.leadline.rule.Known;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a rule of one unit may name, with the names that people know. */
public record Catalog(
    Map<String, Field> fields,
    List<User> users,
    List<Group> groups,
    List<Campaign> campaigns,
    List<Source> sources) {

  /** Where it is kept. */
  public record Rooms(
      Fields fields, Users users, Groups groups, Campaigns campaigns, Sources sources) {
    Catalog of(int unit) {
      return new Catalog(
          fields.of(unit),
          users.all(unit),
          groups.all(unit),
          campaigns.all(unit),
          sources.all(unit));
    }
  }

  Known known() {
    return new Known(
        fields,
        users.stream().map(User::id).collect(Collectors.toSet()),
        groups.stream().map(Group::id).collect(Collectors.toSet()),
        campaigns.stream().collect(Collectors.toMap(Campaign::id, Campaign::statuses)));
  }

  List<Option> fieldOptions() {
    return fields.values().stream().map(f -> new Option(f.name(), f.label())).toList();
  }

  List<Option> userOptions() {
    return users.stream()
        .map(user ->
            new Option(
                Long.toString(user.id()), user.name() + (user.active() ? "" : " (inactive)")))
        .toList();
  }

  List<Option> groupOptions() {
    return groups.stream().map(g -> new Option(Long.toString(g.id()), g.name())).toList();
  }

  List<Option> campaignOptions() {
    return campaigns.stream().map(c -> new Option(Long.toString(c.id()), c.name())).toList();
  }

  List<Option> sourceOptions() {
    return sources.stream().map(s -> new Option(Integer.toString(s.id()), s.name())).toList();
  }

  String field(String name) {
    Field field = fields.get(name);
    return field == null ? name : field.label();
  }

  static String name(List<Option> options, long id, String otherwise) {
    return options.stream()
        .filter(option -> option.value().equals(Long.toString(id)))
        .findFirst()
        .map(Option::label)
        .orElse(otherwise + " " + id);
  }

  /** With one more in front. */
  static List<Option> with(Option first, List<Option> others) {
    List<Option> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all;
  }
}
