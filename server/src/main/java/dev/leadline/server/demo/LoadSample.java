package dev.leadline.server.demo;

import dev.leadline.campaign.Campaign;
import dev.leadline.campaign.Campaigns;
import dev.leadline.crew.Groups;
import dev.leadline.crew.Profile;
import dev.leadline.crew.User;
import dev.leadline.crew.UserSaved;
import dev.leadline.crew.Users;
import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Intake;
import dev.leadline.intake.Outcome;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Origin;
import dev.leadline.rule.Known;
import dev.leadline.rule.Rule;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.RuleSaved;
import dev.leadline.server.demo.company.Person;
import dev.leadline.server.demo.company.Region;
import dev.leadline.server.demo.company.SampleCompany;
import dev.leadline.server.demo.company.SampleCompany.Colleague;
import dev.leadline.server.demo.company.SampleRules;
import dev.leadline.server.wiring.Desk;
import dev.leadline.server.wiring.Hub;
import dev.leadline.unit.Source;
import dev.leadline.unit.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Fills an empty hub with the sample company, by the same ways that its users would take. */
public final class LoadSample {
  private static final int BATCH = 500;

  /** The rooms that the sample is written into. */
  public record Rooms(
      Users users,
      Groups groups,
      Fields fields,
      Sources sources,
      Campaigns campaigns,
      RuleBook ruleBook,
      Intake intake,
      InstantSource clock) {

    /** The rooms of a hub. */
    public static Rooms of(Hub hub) {
      Desk desk = Desk.over(hub);
      return new Rooms(
          desk.users(),
          desk.groups(),
          hub.fields(),
          hub.sources(),
          hub.campaigns(),
          desk.rules(),
          hub.intake(),
          hub.clock());
    }
  }

  /**
   * The sample's counterparts in the CRM.
   *
   * @param users username → id
   * @param campaigns name → id
   */
  public record CrmIds(Map<String, String> users, Map<String, String> campaigns) {
    public static final CrmIds NONE = new CrmIds(Map.of(), Map.of());
  }

  /**
   * What was loaded.
   *
   * @param administrator the id of the user who may do everything
   * @param sources name → source, with its write key
   * @param prospects how many
   */
  public record Loaded(long administrator, Map<String, Source> sources, int prospects) {
    /** The write key of the website. */
    public String writeKey() {
      Source website = sources.get(SampleCompany.WEBSITE);
      return website == null ? "" : website.writeKey();
    }
  }

  private final Rooms rooms;
  private final Map<String, Source> sources = new HashMap<>();

  public LoadSample(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Loads everything; the rules follow every prospect as it comes in.
   *
   * @param crewIsThere runs when there are users, before there are prospects: the moment to connect
   *     the CRM, which then hears of every prospect
   */
  public Loaded load(CrmIds crm, Runnable crewIsThere) throws Exception {
    SampleCompany.fields().forEach(rooms.fields()::create);
    for (String name : SampleCompany.sources()) {
      sources.put(name, rooms.sources().create(SampleCompany.UNIT, name));
    }
    Map<String, User> users = users(crm);
    crewIsThere.run();
    Map<Region, Long> groups = groups(users);
    Map<String, Campaign> campaigns = campaigns(crm);
    rules(users, groups, campaigns);
    int prospects = prospects(SampleCompany.people().next(SampleCompany.PROSPECTS));
    return new Loaded(administrator(users).id(), Map.copyOf(sources), prospects);
  }

  private static User administrator(Map<String, User> users) {
    return Optional.ofNullable(users.get(SampleCompany.ADMINISTRATOR)).orElseThrow();
  }

  private Map<String, User> users(CrmIds crm) {
    Map<String, User> users = new HashMap<>();
    for (Colleague colleague : SampleCompany.crew()) {
      Profile plain = colleague.profile();
      String crmId = crm.users().getOrDefault(plain.crmUsername(), "");
      User user = user(plain.withCrm(plain.crmUsername(), crmId));
      users.put(user.email(), user);
    }
    return users;
  }

  /** The administrator may be there already, as the first user of the hub. */
  private User user(Profile profile) {
    UserSaved saved =
        rooms
            .users()
            .byEmail(profile.email())
            .map(there -> rooms.users().edit(there.id(), profile))
            .orElseGet(() -> rooms.users().create(SampleCompany.UNIT, profile));
    if (saved instanceof UserSaved.Kept(User user)) {
      return user;
    }
    throw new IllegalStateException("the sample user was not kept: " + saved);
  }

  private Map<Region, Long> groups(Map<String, User> users) {
    Map<Region, Long> groups = new EnumMap<>(Region.class);
    for (Region region : Region.values()) {
      List<Long> members =
          SampleCompany.crew().stream()
              .filter(each -> each.region().equals(Optional.of(region)))
              .map(each -> Optional.ofNullable(users.get(each.profile().email())).orElseThrow())
              .map(User::id)
              .toList();
      Groups.Saved saved = rooms.groups().create(SampleCompany.UNIT, "Sales " + region.text());
      if (!(saved instanceof Groups.Saved.Kept(Groups.Group group))) {
        throw new IllegalStateException("the sample group was not kept: " + saved);
      }
      rooms.groups().setMembers(group.id(), members);
      groups.put(region, group.id());
    }
    return groups;
  }

  private Map<String, Campaign> campaigns(CrmIds crm) {
    List<Campaigns.Theirs> theirs = new ArrayList<>();
    SampleCompany.campaigns()
        .forEach(campaign -> {
          String crmId = crm.campaigns().get(campaign.name());
          if (crmId == null) {
            rooms.campaigns().create(SampleCompany.UNIT, campaign);
          } else {
            theirs.add(new Campaigns.Theirs(crmId, campaign));
          }
        });
    rooms.campaigns().save(SampleCompany.UNIT, theirs);
    return rooms.campaigns().all(SampleCompany.UNIT).stream()
        .collect(Collectors.toMap(Campaign::name, campaign -> campaign, (first, second) -> first));
  }

  private void rules(
      Map<String, User> users, Map<Region, Long> groups, Map<String, Campaign> campaigns) {
    Map<String, Long> ids = new HashMap<>();
    Map<Long, List<String>> statuses = new HashMap<>();
    campaigns.forEach((name, campaign) -> {
      ids.put(name, campaign.id());
      statuses.put(campaign.id(), campaign.statuses());
    });
    Known known =
        new Known(
            rooms.fields().of(SampleCompany.UNIT),
            users.values().stream().map(User::id).collect(Collectors.toSet()),
            Set.copyOf(groups.values()),
            statuses);
    new SampleRules(groups, ids)
        .all()
        .forEach(wording -> {
          RuleSaved saved = rooms.ruleBook().create(SampleCompany.UNIT, wording, known);
          if (!(saved instanceof RuleSaved.Kept(Rule rule))) {
            throw new IllegalStateException("the sample rule was not kept: " + saved);
          }
          rooms.ruleBook().resume(rule.id());
        });
  }

  private int prospects(List<Person> people) throws Exception {
    int created = 0;
    for (int from = 0; from < people.size(); from += BATCH) {
      List<Change> changes = new ArrayList<>(BATCH);
      Instant now = rooms.clock().instant();
      people
          .subList(from, Math.min(from + BATCH, people.size()))
          .forEach(person -> changes.add(change(person, now)));
      for (Outcome outcome : rooms.intake().accept(changes)) {
        created += outcome instanceof Outcome.Created ? 1 : 0;
      }
    }
    return created;
  }

  private Change change(Person person, Instant now) {
    List<Action> actions = new ArrayList<>();
    person.tags().forEach(tag -> actions.add(new Action.AddTag(tag)));
    if (person.score() != 0) {
      actions.add(new Action.AdjustScore(person.score()));
    }
    Source source = Optional.ofNullable(sources.get(person.source())).orElseThrow();
    return new Change(
        SampleCompany.UNIT,
        Who.keys(Key.email(person.email())),
        Change.IfUnknown.CREATE,
        person.fields(),
        actions,
        List.of(),
        Origin.signal(source.id()),
        now,
        Lane.FLOOD);
  }
}
