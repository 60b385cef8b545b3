package dev.leadline.server.admin.connector;

import dev.leadline.connector.Connector;
import dev.leadline.link.Cursors.Cursor;
import dev.leadline.link.SyncErrors;
import dev.leadline.outbox.Outbox;
import dev.leadline.plan.Reason;
import dev.leadline.salesforce.ApiUse;
import dev.leadline.salesforce.ApiUse.Budget;
import dev.leadline.server.wiring.Crm;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the connector of a unit is doing. */
public final class ReadState {
  private static final String CHANGES = "changes";

  private final Crm crm;
  private final Outbox outbox;

  ReadState(Crm crm, Outbox outbox) {
    this.crm = crm;
    this.outbox = outbox;
  }

  /**
   * What every page of the connector shows at its top.
   *
   * @param state in words
   * @param tone the colour of the state
   * @param errors how many prospects could not be synced
   */
  public record Head(Optional<Connector> connector, String state, String tone, long errors) {
    public boolean running() {
      return connector.map(Connector::running).orElse(false);
    }

    public boolean verified() {
      return connector.map(Connector::verifiedAt).isPresent();
    }

    /** What the last call said when it failed as a whole; the empty text: nothing. */
    public String trouble() {
      return connector.map(Connector::trouble).orElse("");
    }
  }

  /**
   * How many prospects are where.
   *
   * @param moving whether the numbers change by themselves, so that a look again makes sense
   * @param comparing whether more prospects are to join those that wait
   * @param readAt when changes over there were last read
   * @param budget the org's calls, if it has told
   */
  public record Standing(
      long linked,
      long waiting,
      long sending,
      long errors,
      long deleted,
      boolean moving,
      boolean comparing,
      @Nullable Instant readAt,
      Optional<Budget> budget) {
    /** Of the org's calls that are used, in percent. */
    public int percentUsed() {
      return budget.map(it -> (int) Math.min(100, 100L * it.used() / it.limit())).orElse(0);
    }
  }

  Head head(int unit) {
    Optional<Connector> connector = crm.stores().connectors().find(unit, Crm.REMOTE);
    long errors =
        crm.stores().errors().groups(unit, Crm.REMOTE).stream()
            .mapToLong(SyncErrors.Group::count)
            .sum();
    if (connector.isEmpty()) {
      return new Head(connector, "not connected", "secondary", errors);
    }
    Connector known = connector.get();
    if (!known.running()) {
      return known.verifiedAt() == null
          ? new Head(connector, "not verified", "orange", errors)
          : new Head(connector, "paused", "orange", errors);
    }
    return known.trouble() == null
        ? new Head(connector, "running", "green", errors)
        : new Head(connector, "in trouble", "red", errors);
  }

  Standing standing(int unit) {
    Map<Reason, Long> counts = crm.explain().counts(unit, Crm.REMOTE);
    Map<String, Long> messages = outbox.counts(Crm.REMOTE, unit);
    long waiting = messages.getOrDefault("waiting", 0L);
    long sending = messages.getOrDefault("sending", 0L);
    boolean running =
        crm.stores().connectors().find(unit, Crm.REMOTE).map(Connector::running).orElse(false);
    boolean comparing = running && crm.compareAll().underWay(unit);
    return new Standing(
        counts.getOrDefault(Reason.IN_STEP, 0L),
        waiting,
        sending,
        counts.getOrDefault(Reason.PARKED, 0L),
        counts.getOrDefault(Reason.DELETED, 0L),
        comparing || (running && waiting + sending > 0),
        comparing,
        crm.stores().cursors().find(unit, Crm.REMOTE, CHANGES).map(Cursor::movedAt).orElse(null),
        Optional.ofNullable(crm.orgs().use().get(unit))
            .map(ApiUse::budget)
            .filter(budget -> budget.limit() > 0));
  }
}
