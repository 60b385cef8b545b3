package dev.leadline.server.demo.company;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes up people, endlessly, the same ones in every run and never one email twice. All domains are
 * below {@code .example}, which nobody can own.
 */
public final class People {
  private record Job(String title, String department, int weight) {}

  private static final List<Job> JOBS =
      List.of(
          new Job("Laboratory Manager", "Laboratory", 10),
          new Job("Process Engineer", "Engineering", 12),
          new Job("Maintenance Planner", "Operations", 8),
          new Job("Quality Manager", "Quality", 9),
          new Job("Buyer", "Purchasing", 9),
          new Job("Environmental Officer", "Environment", 8),
          new Job("Plant Manager", "Operations", 7),
          new Job("Data Analyst", "IT", 5),
          new Job("Research Scientist", "Research", 7),
          new Job("Head of Purchasing", "Purchasing", 4),
          new Job("Head of Operations", "Operations", 4),
          new Job("Director of Engineering", "Engineering", 3),
          new Job("Vice President Operations", "Management", 2),
          new Job("Chief Technology Officer", "Management", 2),
          new Job("Chief Executive Officer", "Management", 2));

  private static final List<String> MAIL_HOUSES =
      List.of("mailbox.example", "post.example", "inbox.example");

  private static final List<String> INTERESTS =
      List.of("Turbidity sensors", "pH probes", "Flow meters", "Remote monitoring");

  private static final int MOST_AT_ONE_FIRM = 14;

  private final Dice dice;
  private final Firms firms;
  private final Set<String> emails = new HashSet<>();
  private Firm firm;
  private int leftAtFirm;

  /** People who come the same way for the same seed. */
  public People(long seed) {
    this.dice = new Dice(seed);
    this.firms = new Firms(dice);
    this.firm = firms.next();
  }

  public List<Person> next(int count) {
    List<Person> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      people.add(next());
    }
    return people;
  }

  public Person next() {
    // Three of ten have only signed up for the newsletter: a name and an address, no company.
    return dice.percent(30) ? reader() : employee();
  }

  private Person employee() {
    if (leftAtFirm == 0) {
      firm = firms.next();
      leftAtFirm = dice.between(1, dice.percent(25) ? MOST_AT_ONE_FIRM : 5);
    }
    leftAtFirm--;
    Job job = dice.oneOf(JOBS, Job::weight);
    Map<String, String> fields = name(firm.region(), firm.domain());
    fields.put("job_title", job.title());
    fields.put("department", job.department());
    fields.put("company", firm.name());
    fields.put("website", firm.website());
    fields.put("industry", firm.industry());
    fields.put("employees", Integer.toString(firm.employees()));
    fields.put("annual_revenue", Long.toString(firm.annualRevenue()));
    fields.put("address_one", firm.street());
    fields.put("city", firm.place().city());
    if (!firm.place().state().isEmpty()) {
      fields.put("state", firm.place().state());
    }
    fields.put("zip", firm.zip());
    fields.put("country", firm.place().country());
    if (dice.percent(70)) {
      fields.put("phone", dice.digits(firm.place().phone()));
    }
    return told(fields);
  }

  private Person reader() {
    Map<String, String> fields =
        name(dice.oneOf(List.of(Region.values()), Region::weight), dice.oneOf(MAIL_HOUSES));
    fields.put("source", "Web");
    List<String> tags = dice.percent(15) ? List.of("newsletter", "student") : List.of("newsletter");
    return new Person(fields, SampleCompany.WEBSITE, tags, dice.between(0, 20));
  }

  /** How we came to know somebody, and what it says about them. */
  private Person told(Map<String, String> fields) {
    List<String> tags = new ArrayList<>();
    int way = dice.between(1, 100);
    if (way <= 55) {
      fields.put("source", "Web");
      fields.put(SampleCompany.PRODUCT_INTEREST, dice.oneOf(INTERESTS));
      return new Person(fields, SampleCompany.WEBSITE, tags, dice.between(0, 90));
    }
    if (way <= 80) {
      fields.put("source", "Other");
      fields.put(SampleCompany.PLAN, dice.percent(75) ? "trial" : "team");
      fields.put(SampleCompany.SEATS, Integer.toString(dice.between(1, 40)));
      return new Person(fields, SampleCompany.PRODUCT, tags, dice.between(20, 140));
    }
    fields.put("source", way <= 90 ? "Partner Referral" : "Phone Inquiry");
    tags.add("trade fair");
    return new Person(fields, SampleCompany.EVENTS, tags, dice.between(10, 60));
  }

  private Map<String, String> name(Region region, String domain) {
    String first = dice.oneOf(region.firstNames());
    String last = dice.oneOf(region.lastNames());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("email", email(first, last, domain));
    fields.put("first_name", first);
    fields.put("last_name", last);
    return fields;
  }

  private String email(String first, String last, String domain) {
    String name = (first + "." + last).toLowerCase(Locale.ROOT);
    String email = name + "@" + domain;
    for (int same = 2; !emails.add(email); same++) {
      email = name + same + "@" + domain;
    }
    return email;
  }
}
