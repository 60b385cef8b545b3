package dev.leadline.simulator.control;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes many believable leads, contacts or accounts, the same for the same seed. */
final class Generating {

  private static final int MOST = 2_000_000;
  private static final int PER_COMMIT = 2_000;
  private static final String[] FIRST = {
    "Ann", "Bob", "Carla", "David", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Keiko",
    "Liam", "Maya", "Noor", "Oscar", "Priya", "Quinn", "Rosa", "Sven", "Tara"
  };
  private static final String[] LAST = {
    "Adler",
    "Brandt",
    "Costa",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Kowalski",
    "Lindgren",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Silva",
    "Tanaka"
  };
  private static final String[] COMPANY = {
    "Northwind",
    "Brightwater",
    "Cedar",
    "Delta",
    "Evergreen",
    "Foxglove",
    "Granite",
    "Harbor",
    "Ironbridge",
    "Juniper"
  };
  private static final String[] KIND = {
    "Logistics", "Foods", "Software", "Energy", "Health", "Textiles", "Media", "Robotics"
  };
  private static final String[] TITLE = {
    "CEO", "CTO", "Head of Sales", "Buyer", "Engineer", "Analyst", "Marketing Lead", "Founder"
  };
  private final Org org;
  private final Records records;

  Generating(Org org, Records records) {
    this.org = org;
    this.records = records;
  }

  /**
   * {@code {"object":"Lead","count":1000,"seed":true,"number":7}}; {@code number} picks the random
   * sequence.
   */
  Object generate(Ask ask) {
    ObjectType type = records.type(ask);
    int count = Math.clamp(ask.number("count", 0), 0, MOST);
    Random random = new Random(ask.number("number", 1));
    List<String> accounts =
        type.name().equals("Contact")
            ? org.table(org.schema().need("Account")).all().stream()
                .filter(row -> !row.isDeleted())
                .map(Row::id)
                .toList()
            : List.of();
    List<String> owners = ask.texts("owners").stream().map(records::userId).toList();
    String first = null;
    for (int made = 0; made < count; ) {
      try (Transaction tx = org.begin(records.actor(ask))) {
        int end = Math.min(count, made + PER_COMMIT);
        for (; made < end; made++) {
          Map<String, Object> values = values(type, made, random, accounts);
          if (!owners.isEmpty()) {
            values.put("OwnerId", owners.get(made % owners.size()));
          }
          String id = saved(tx.insert(type, values));
          first = first == null ? id : first;
        }
        tx.commit();
      }
    }
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("generated", count);
    told.put("firstId", first);
    return told;
  }

  private static Map<String, Object> values(
      ObjectType type, int number, Random random, List<String> accounts) {
    Map<String, Object> values = new LinkedHashMap<>();
    String company = pick(COMPANY, random) + " " + pick(KIND, random);
    switch (type.name()) {
      case "Account" -> values.put("Name", company + " " + (number + 1));
      case "Lead" -> {
        person(values, number, random);
        values.put("Company", company);
      }
      case "Contact" -> {
        person(values, number, random);
        if (!accounts.isEmpty()) {
          values.put("AccountId", accounts.get(number % accounts.size()));
        }
      }
      default -> throw new Wrong(400, "only leads, contacts and accounts can be generated");
    }
    return values;
  }

  private static void person(Map<String, Object> values, int number, Random random) {
    String first = pick(FIRST, random);
    String last = pick(LAST, random);
    values.put("FirstName", first);
    values.put("LastName", last);
    values.put(
        "Email",
        (first + "." + last + "." + (number + 1)).toLowerCase(java.util.Locale.ROOT)
            + "@example.com");
    values.put("Title", pick(TITLE, random));
    values.put(
        "Phone", "+1 555 %03d %04d".formatted(random.nextInt(1_000), random.nextInt(10_000)));
  }

  private static String saved(SaveResult result) {
    if (result.id() == null || !result.success()) {
      throw new Wrong(400, "cannot generate: " + result.errors());
    }
    return result.id();
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
