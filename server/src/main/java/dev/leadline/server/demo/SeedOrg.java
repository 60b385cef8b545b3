package dev.leadline.server.demo;

import dev.leadline.crew.Profile;
import dev.leadline.server.demo.company.Person;
import dev.leadline.server.demo.company.SampleCompany;
import dev.leadline.server.demo.company.SampleCompany.Colleague;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Fills the org with what a company has there before it buys us: its people, its campaigns, and a
 * part of its prospects as contacts and leads that are not quite the same over there.
 */
final class SeedOrg {
  /** One of so many prospects at companies is a contact already; as many others are leads. */
  private static final int ONE_OF = 24;

  private static final int OFFSET_OF_LEADS = 7;

  private final Org org;

  SeedOrg(Org org) {
    this.org = org;
  }

  LoadSample.CrmIds seed() throws IOException, InterruptedException {
    Map<String, String> users = users();
    Map<String, String> campaigns = campaigns();
    List<Person> people =
        SampleCompany.people().next(SampleCompany.PROSPECTS).stream()
            .filter(Person::hasCompany)
            .toList();
    contacts(every(people, 0), users);
    leads(every(people, OFFSET_OF_LEADS), users);
    return new LoadSample.CrmIds(users, campaigns);
  }

  private Map<String, String> users() throws IOException, InterruptedException {
    List<Map<String, Object>> users = new ArrayList<>();
    for (Colleague colleague : SampleCompany.crew()) {
      Profile profile = colleague.profile();
      users.add(
          Map.of(
              "username", profile.crmUsername(),
              "name", profile.name(),
              "email", profile.email(),
              "Title", profile.jobTitle()));
    }
    Map<String, String> ids = new HashMap<>();
    for (JsonNode made : org.addUsers(users)) {
      ids.put(made.path("username").asString(""), made.path("id").asString(""));
    }
    return ids;
  }

  private Map<String, String> campaigns() throws IOException, InterruptedException {
    List<Map<String, Object>> campaigns = new ArrayList<>();
    SampleCompany.campaigns()
        .forEach(campaign -> campaigns.add(Map.of("Name", campaign.name(), "IsActive", true)));
    List<String> ids = org.add("Campaign", campaigns);
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      byName.put(SampleCompany.campaigns().get(i).name(), ids.get(i));
    }
    return byName;
  }

  private void contacts(List<Person> people, Map<String, String> users)
      throws IOException, InterruptedException {
    List<String> firms = people.stream().map(person -> text(person, "company")).distinct().toList();
    List<Map<String, Object>> accounts = new ArrayList<>();
    firms.forEach(firm -> accounts.add(Map.of("Name", firm)));
    List<String> accountIds = org.add("Account", accounts);
    List<Map<String, Object>> contacts = new ArrayList<>();
    for (Person person : people) {
      Map<String, Object> contact = person(person, users);
      contact.put("AccountId", accountIds.get(firms.indexOf(text(person, "company"))));
      contact.put("Department", text(person, "department"));
      contact.put("MailingCity", text(person, "city"));
      contact.put("MailingCountry", text(person, "country"));
      contacts.add(contact);
    }
    org.add("Contact", contacts);
  }

  private void leads(List<Person> people, Map<String, String> users)
      throws IOException, InterruptedException {
    List<Map<String, Object>> leads = new ArrayList<>();
    for (Person person : people) {
      Map<String, Object> lead = person(person, users);
      lead.put("Company", text(person, "company"));
      lead.put("City", text(person, "city"));
      lead.put("Country", text(person, "country"));
      lead.put("Status", "Working - Contacted");
      leads.add(lead);
    }
    org.add("Lead", leads);
  }

  /** Sales has heard another title, and wrote it down. */
  private static Map<String, Object> person(Person person, Map<String, String> users) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("Email", person.email());
    values.put("FirstName", text(person, "first_name"));
    values.put("LastName", text(person, "last_name"));
    values.put("Title", "Senior " + text(person, "job_title"));
    owner(person).map(users::get).ifPresent(id -> values.put("OwnerId", id));
    return values;
  }

  /** One of the team of the person's country, always the same one. */
  private static Optional<String> owner(Person person) {
    List<String> team =
        SampleCompany.crew().stream()
            .filter(each ->
                each.region()
                    .filter(region -> region.countries().contains(text(person, "country")))
                    .isPresent())
            .map(each -> each.profile().crmUsername())
            .toList();
    return team.isEmpty()
        ? Optional.empty()
        : Optional.of(team.get(Math.floorMod(text(person, "company").hashCode(), team.size())));
  }

  private static List<Person> every(List<Person> people, int offset) {
    List<Person> some = new ArrayList<>();
    for (int i = offset; i < people.size(); i += ONE_OF) {
      some.add(people.get(i));
    }
    return some;
  }

  private static String text(Person person, String field) {
    return person.fields().getOrDefault(field, "");
  }
}
