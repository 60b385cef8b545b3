package dev.leadline.server.demo;

import dev.leadline.campaign.Wording;
import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The company that the demo shows: Fenwater Instruments sells sensors and the software that reads
 * them. It has never existed.
 */
final class SampleCompany {
  /** The unit that the demo works in. */
  static final int UNIT = 1;

  /** How many prospects it has on the first day. */
  static final int PROSPECTS = 5_000;

  static final String DOMAIN = "fenwater.example";
  static final String ADMINISTRATOR = "admin@" + DOMAIN;

  /** The sources that calls come from. */
  static final String WEBSITE = "Website";

  static final String PRODUCT = "Fenwater Cloud";
  static final String EVENTS = "Trade fairs";

  /** The custom fields. */
  static final String PLAN = "plan";

  static final String SEATS = "seats";
  static final String PRODUCT_INTEREST = "product_interest";

  /** The campaigns. */
  static final String NEWSLETTER = "Quarterly newsletter";

  static final String TRIAL = "Cloud trial onboarding";
  static final String WEBINAR = "Webinar: clean data from dirty water";
  static final String FAIR = "Water Technology Fair";

  private static final long SEED = 20_260_105L;
  private static final int SALES_PER_REGION = 6;

  /**
   * Somebody who works at the company.
   *
   * @param region whose prospects the user is given in turn; empty: none
   */
  record Colleague(Profile profile, Optional<Region> region) {}

  private SampleCompany() {}

  /** The prospects; after {@link #PROSPECTS} of them, people who are not known yet. */
  static People people() {
    return new People(SEED);
  }

  static List<String> sources() {
    return List.of(WEBSITE, PRODUCT, EVENTS);
  }

  static List<Field> fields() {
    return List.of(
        field(PLAN, "Plan", FieldType.DROPDOWN, List.of("trial", "team", "enterprise")),
        field(SEATS, "Seats", FieldType.NUMBER, List.of()),
        field(PRODUCT_INTEREST, "Product interest", FieldType.TEXT, List.of()));
  }

  static List<Wording> campaigns() {
    return List.of(
        new Wording(NEWSLETTER, List.of("Sent", "Responded"), true),
        new Wording(TRIAL, List.of("Sent", "Responded"), true),
        new Wording(WEBINAR, List.of("Sent", "Responded"), true),
        new Wording(FAIR, List.of("Sent", "Responded"), true));
  }

  /** Forty people: an administrator, marketing, and for each region a manager and a sales team. */
  static List<Colleague> crew() {
    Dice dice = new Dice(SEED + 1);
    List<String> names = new ArrayList<>();
    List<Colleague> crew = new ArrayList<>();
    crew.add(
        new Colleague(
            new Profile(
                ADMINISTRATOR,
                "Robin",
                "Archer",
                "Sales Operations",
                "",
                Role.ADMINISTRATOR,
                ADMINISTRATOR,
                ""),
            Optional.empty()));
    for (String title :
        List.of("Head of Marketing", "Campaign Planner", "Content Editor", "Designer")) {
      crew.add(
          colleague(Region.UK_AND_IRELAND, title, Role.MARKETING, Optional.empty(), dice, names));
    }
    for (Region region : Region.values()) {
      String title = "Sales Manager " + region.text();
      crew.add(colleague(region, title, Role.SALES_MANAGER, Optional.empty(), dice, names));
      for (int i = 0; i < SALES_PER_REGION; i++) {
        crew.add(
            colleague(region, "Account Executive", Role.SALES, Optional.of(region), dice, names));
      }
    }
    return List.copyOf(crew);
  }

  private static Colleague colleague(
      Region from,
      String title,
      Role role,
      Optional<Region> region,
      Dice dice,
      List<String> names) {
    String first;
    String last;
    do {
      first = dice.oneOf(from.firstNames());
      last = dice.oneOf(from.lastNames());
    } while (names.contains(first) || names.contains(last));
    names.add(first);
    names.add(last);
    String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@" + DOMAIN;
    return new Colleague(new Profile(email, first, last, title, "", role, email, ""), region);
  }

  private static Field field(String name, String label, FieldType type, List<String> options) {
    return new Field(UNIT, name, label, type, true, options);
  }
}
