package dev.leadline.salesforce;

import dev.leadline.connector.Remote;
import dev.leadline.salesforce.ApiUse.Budget;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Schema.SObject;
import dev.leadline.salesforce.Wire.Part;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One Salesforce org as the sync sees it: its leads and contacts. */
public final class SalesforceRemote implements Remote {
  /** The name of every org as a remote. */
  public static final String NAME = "salesforce";

  private static final String LEAD = "Lead";
  private static final String USERS =
      "SELECT Id, Username, Email, Name FROM User WHERE IsActive = true";

  private final SalesforceSettings settings;
  private final ApiUse use = new ApiUse();
  private final Wire wire;
  private final Schema schema;
  private final ReadChanges changes;

  /** Connects on the first call. */
  public SalesforceRemote(
      SalesforceSettings settings, Credential credential, HttpClient client, InstantSource clock) {
    this.settings = settings;
    Http http = new Http(client);
    this.wire = new Wire(settings, http, new Tokens(settings, credential, http, clock, use), use);
    this.schema = new Schema(wire, clock);
    this.changes = new ReadChanges(wire, settings.overlap(), settings.pageSize());
  }

  /** A client that many orgs can share. */
  public static HttpClient newClient() {
    return HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> types() {
    return settings.matchOrder();
  }

  @Override
  public String newType() {
    return LEAD;
  }

  @Override
  public Check check() {
    schema.forget();
    JsonNode user = wire.must(Call.USER, new Part("GET", "/services/oauth2/userinfo", null));
    Description description = describe();
    Budget budget = use.budget();
    String identity =
        "Organization %s, as %s; %d of %d API calls used in the last 24 hours"
            .formatted(
                user.path("organization_id").asString("unknown"),
                user.path("preferred_username").asString("unknown"),
                budget.used(),
                budget.limit());
    return new Check(identity, problems(), description);
  }

  @Override
  public Description describe() {
    List<Type> types = new ArrayList<>();
    for (String name : settings.matchOrder()) {
      schema
          .object(name)
          .ifPresent(object ->
              types.add(
                  new Type(
                      name, List.copyOf(object.fields().values()), DefaultMapping.of(object))));
    }
    return new Description(types);
  }

  @Override
  public List<User> users() {
    List<User> users = new ArrayList<>();
    Part query = new Part("GET", wire.data("/query" + Soql.asParameter(USERS)), null);
    JsonNode results = wire.composite(Call.FIND, List.of(query));
    for (JsonNode row : Replies.allRows(wire, results.path(0))) {
      users.add(
          new User(
              row.path("Id").asString(""),
              row.path("Username").asString(""),
              row.path("Email").asString(""),
              row.path("Name").asString("")));
    }
    return users;
  }

  @Override
  public List<Optional<Found>> find(List<Search> searches, Map<String, List<String>> fields) {
    return new FindRecords(wire).find(searches, fields);
  }

  @Override
  public List<Written> write(List<Write> writes) {
    return new WriteRecords(wire, schema).write(writes);
  }

  @Override
  public List<Campaign> campaigns() {
    return new CampaignRecords(wire, new WriteRecords(wire, schema)).all();
  }

  @Override
  public List<Written> join(List<Join> joins) {
    return new CampaignRecords(wire, new WriteRecords(wire, schema)).join(joins);
  }

  @Override
  public Page changes(@Nullable String position, Map<String, List<String>> fields) {
    return changes.read(position, fields);
  }

  /** Our calls and the org's budget, for metrics. */
  public ApiUse use() {
    return use;
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String name : settings.matchOrder()) {
      Optional<SObject> object = schema.object(name);
      if (object.isEmpty()) {
        problems.add(name + ": the connected user may not see it");
        continue;
      }
      if (!object.orElseThrow().createable() && name.equals(LEAD)) {
        problems.add(name + ": the connected user may not create it");
      }
      if (!object.orElseThrow().updateable()) {
        problems.add(name + ": the connected user may not edit it");
      }
      if (!object.orElseThrow().fields().containsKey("Email")) {
        problems.add(name + ": the connected user may not see the field Email");
      }
    }
    return problems;
  }
}
