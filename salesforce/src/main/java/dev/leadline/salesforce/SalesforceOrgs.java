package dev.leadline.salesforce;

import dev.leadline.connector.Remote;
import dev.leadline.connector.Remotes;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The orgs of all units, each connected once and anew when its settings change. */
public final class SalesforceOrgs implements Remotes {
  /** What an administrator has set for a unit: the connector's settings and its secret. */
  public record Access(Map<String, String> settings, Credential credential) {}

  /** Where a unit's access is kept. */
  @FunctionalInterface
  public interface Accesses {
    Optional<Access> of(int unit);
  }

  private record Connected(Access access, SalesforceRemote remote) {}

  private final Accesses accesses;
  private final HttpClient client;
  private final InstantSource clock;
  private final Map<Integer, Connected> connected = new ConcurrentHashMap<>();

  public SalesforceOrgs(Accesses accesses, HttpClient client, InstantSource clock) {
    this.accesses = accesses;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Remote of(int unit) {
    Access access =
        accesses
            .of(unit)
            .orElseThrow(() -> StatusCodes.configuration("This unit has no Salesforce access"));
    return connected
        .compute(
            unit,
            (key, before) ->
                before != null && before.access().equals(access) ? before : connect(access))
        .remote();
  }

  /** The calls made for each unit since it was connected, for metrics. */
  public Map<Integer, ApiUse> use() {
    Map<Integer, ApiUse> uses = new ConcurrentHashMap<>();
    connected.forEach((unit, each) -> uses.put(unit, each.remote().use()));
    return uses;
  }

  private Connected connect(Access access) {
    try {
      SalesforceSettings settings = SalesforceSettings.of(access.settings());
      return new Connected(
          access, new SalesforceRemote(settings, access.credential(), client, clock));
    } catch (IllegalArgumentException e) {
      throw StatusCodes.configuration("The Salesforce settings are wrong: " + e.getMessage());
    }
  }
}
