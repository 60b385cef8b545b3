package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.ObjectType;
import java.util.List;
import java.util.Map;

/**
 * Makes the records that an org has from its first day: itself, profiles, users, statuses and
 * stages.
 */
public final class Founding {

  private static final String ADMINISTRATOR = "admin@simulator.invalid";
  private static final String INTEGRATION = "integration@simulator.invalid";
  private final Transaction tx;
  private final Org org;

  /**
   * What others need to know of the new org.
   *
   * @param integrationUserId the user that programs run as
   * @param administratorId the first person
   */
  public record Founded(String organizationId, String integrationUserId, String administratorId) {}

  /** Finds the same in an org that comes from a snapshot. */
  public static Founded refound(Org org) {
    ObjectType users = org.schema().need("User");
    return new Founded(
        first(org.table(org.schema().need("Organization")).all()),
        first(org.table(users).rowsWith(users.need("Username"), INTEGRATION)),
        first(org.table(users).rowsWith(users.need("Username"), ADMINISTRATOR)));
  }

  private static String first(List<Row> rows) {
    if (rows.isEmpty()) {
      throw new IllegalStateException("the snapshot lacks the organization or its first users");
    }
    return rows.getFirst().id();
  }

  private Founding(Transaction tx) {
    this.tx = tx;
    this.org = tx.org();
  }

  /** Fills an empty org. */
  public static Founded found(Org org) {
    ObjectType users = org.schema().need("User");
    String first = RecordId.of(users.keyPrefix(), 1);
    try (Transaction tx = org.begin(Actor.seed(first))) {
      Founded founded = new Founding(tx).run();
      tx.commit();
      return founded;
    }
  }

  private Founded run() {
    ObjectType users = org.schema().need("User");
    // The first user creates itself, so its row must be numbered before its profile can name it as
    // the maker.
    String admin = make("User", user(ADMINISTRATOR, "Ada", "Administrator", "admin"));
    String integration = make("User", user(INTEGRATION, "Integration", "User", "integ"));
    String profile =
        make("Profile", Map.of("Name", "System Administrator", "UserType", "Standard"));
    make("Profile", Map.of("Name", "Standard User", "UserType", "Standard"));
    make(
        "Profile",
        Map.of("Name", "Minimum Access - API Only Integrations", "UserType", "Standard"));
    tx.update(users, admin, Map.of("ProfileId", profile));
    tx.update(users, integration, Map.of("ProfileId", profile));
    String organization =
        make(
            "Organization",
            Map.of(
                "Name", "Simulated Org",
                "OrganizationType", "Developer Edition",
                "InstanceName", "SIM1",
                "IsSandbox", false,
                "FiscalYearStartMonth", 1,
                "Country", "US"));
    leadStatuses();
    stages();
    return new Founded(organization, integration, admin);
  }

  private static Map<String, Object> user(
      String username, String first, String last, String alias) {
    return Map.of(
        "Username", username,
        "Email", username,
        "FirstName", first,
        "LastName", last,
        "Alias", alias,
        "UserType", "Standard",
        "IsActive", true);
  }

  private void leadStatuses() {
    String[] names = {
      "Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"
    };
    for (int i = 0; i < names.length; i++) {
      make(
          "LeadStatus",
          Map.of(
              "MasterLabel",
              names[i],
              "ApiName",
              names[i],
              "SortOrder",
              i + 1,
              "IsDefault",
              i == 0,
              "IsConverted",
              names[i].equals("Closed - Converted")));
    }
  }

  private record Stage(String name, int probability, String category, String categoryName) {}

  private void stages() {
    Stage[] stages = {
      new Stage("Prospecting", 10, "Pipeline", "Pipeline"),
      new Stage("Qualification", 10, "Pipeline", "Pipeline"),
      new Stage("Needs Analysis", 20, "Pipeline", "Pipeline"),
      new Stage("Value Proposition", 50, "Pipeline", "Pipeline"),
      new Stage("Id. Decision Makers", 60, "Pipeline", "Pipeline"),
      new Stage("Perception Analysis", 70, "Pipeline", "Pipeline"),
      new Stage("Proposal/Price Quote", 75, "Pipeline", "Pipeline"),
      new Stage("Negotiation/Review", 90, "Pipeline", "Pipeline"),
      new Stage("Closed Won", 100, "Closed", "Closed"),
      new Stage("Closed Lost", 0, "Omitted", "Omitted"),
    };
    for (int i = 0; i < stages.length; i++) {
      Stage stage = stages[i];
      make(
          "OpportunityStage",
          Map.of(
              "MasterLabel", stage.name(),
              "ApiName", stage.name(),
              "IsActive", true,
              "SortOrder", i + 1,
              "IsClosed", stage.name().startsWith("Closed"),
              "IsWon", stage.name().equals("Closed Won"),
              "ForecastCategory", stage.category(),
              "ForecastCategoryName", stage.categoryName(),
              "DefaultProbability", stage.probability()));
    }
  }

  private String make(String object, Map<String, Object> values) {
    SaveResult result = tx.insert(org.schema().need(object), values);
    if (result.id() == null) {
      throw new IllegalStateException("cannot found the org: " + result.errors());
    }
    return result.id();
  }
}
