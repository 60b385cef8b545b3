package dev.leadline.server.demo.company;

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
public final class SampleCompany {
  /** The unit that the demo works in. */
  public static final int UNIT = 1;

  /** How many prospects it has on the first day. */
  public static final int PROSPECTS = 5_000;

  public static final String DOMAIN = "fenwater.example";
  public static final String ADMINISTRATOR = "admin@" + DOMAIN;

  /** The sources that calls come from. */
  public static final String WEBSITE = "Website";

  public static final String PRODUCT = "Fenwater Cloud";
  public static final String EVENTS = "Trade fairs";

  /** The custom fields. */
  public static final String PLAN = "plan";

  public static final String SEATS = "seats";
  public static final String PRODUCT_INTEREST = "product_interest";

  /** The campaigns. */
  public static final String NEWSLETTER = "Quarterly newsletter";

  public static final String TRIAL = "Cloud trial onboarding";
  public static final String WEBINAR = "Webinar: clean data from dirty water";
  public static final String FAIR = "Water Technology Fair";

  private static final long SEED = 20_260_105L;
  private static final int SALES_PER_REGION = 6;

  /**
   * Somebody who works at the company.
   *
   * @param region whose prospects the user is given in turn; empty: none
   */
  public record Colleague(Profile profile, Optional<Region> region) {}

  private SampleCompany() {}

  /** The prospects; after {@link #PROSPECTS} of them, people who are not known yet. */
  public static People people() {
    return new People(SEED);
  }

  public static List<String> sources() {
    return List.of(WEBSITE, PRODUCT, EVENTS);
  }

  public static List<Field> fields() {
    return List.of(
        field(PLAN, "Plan", FieldType.DROPDOWN, List.of("trial", "team", "enterprise")),
        field(SEATS, "Seats", FieldType.NUMBER, List.of()),
        field(PRODUCT_INTEREST, "Product interest", FieldType.TEXT, List.of()));
  }

  public static List<Wording> campaigns() {
    return List.of(
        new Wording(NEWSLETTER, List.of("Sent", "Responded"), true),
        new Wording(TRIAL, List.of("Sent", "Responded"), true),
        new Wording(WEBINAR, List.of("Sent", "Responded"), true),
        new Wording(FAIR, List.of("Sent", "Responded"), true));
  }

  /** Forty people: an administrator, marketing, and for each region a manager and a sales team. */
  public static List<Colleague> crew() {
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
