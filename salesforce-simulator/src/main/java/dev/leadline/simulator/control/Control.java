package dev.leadline.simulator.control;

import dev.leadline.simulator.auth.Apps;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.automation.LateCommits;
import dev.leadline.simulator.automation.Rules;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Snapshot;
import dev.leadline.simulator.pubsub.PubSub;
import dev.leadline.simulator.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the control API can do, request by request. */
public final class Control {

  private final Org org;
  private final Traffic traffic;
  private final Around around;
  private final Records records;
  private final People people;
  private final Weather weather;
  private final Declarations declarations;
  private final Map<String, Action> actions = new TreeMap<>();

  @FunctionalInterface
  private interface Action {
    Object answer(Ask ask);
  }

  /** The parts of the org that follow commits or stand before them. */
  public record Around(
      Rules rules, LateCommits lateCommits, PubSub pubSub, @Nullable Path snapshot) {}

  public Control(
      Org org,
      Apps apps,
      Sessions sessions,
      Traffic traffic,
      Founding.Founded founded,
      Around around) {
    this.org = org;
    this.traffic = traffic;
    this.around = around;
    this.records = new Records(org, founded);
    this.people = new People(org, apps, sessions, founded);
    this.weather = new Weather(org, sessions, traffic);
    this.declarations = new Declarations(org);
    addRecordActions();
    addPeopleActions();
    addWeatherActions();
    addRuleActions(
        new Ruling(org, around.rules(), around.lateCommits(), records), new HeldWork(org, records));
    addEventActions(new Events(around.pubSub(), records, founded));
  }

  /** Declares an object or a field; see {@link Declarations}. */
  public void declare(String line) {
    declarations.declare(line);
  }

  /** The same, before there is a control API. */
  public static void declare(Org org, String line) {
    new Declarations(org).declare(line);
  }

  Object answer(Ask ask) {
    Action action = actions.get(ask.what());
    if (action == null) {
      throw new Wrong(
          404, "no such control request: " + ask.what() + "; there are " + actions.keySet());
    }
    return action.answer(ask);
  }

  private void addRecordActions() {
    actions.put("POST records", records::insert);
    actions.put("PATCH records", records::update);
    actions.put("DELETE records", records::delete);
    actions.put("POST undelete", records::undelete);
    actions.put("POST convert", records::convert);
    actions.put("POST merge", records::merge);
    actions.put("POST generate", new Generating(org, records)::generate);
    actions.put("POST seed", new Seeding(org, records)::seed);
    actions.put("POST reset", this::reset);
    actions.put("POST snapshot", this::snapshot);
    actions.put("POST declare", declarations::declare);
  }

  private void addRuleActions(Ruling ruling, HeldWork held) {
    actions.put("GET rules", ruling::list);
    actions.put("POST rules", ruling::add);
    actions.put("DELETE rules", ruling::remove);
    actions.put("POST late-commits", ruling::delayCommits);
    actions.put("DELETE late-commits", ruling::undelayCommits);
    actions.put("POST transactions", held::begin);
    actions.put("POST transactions/records", held::save);
    actions.put("POST transactions/commit", held::commit);
    actions.put("POST transactions/rollback", held::rollBack);
  }

  private void addEventActions(Events events) {
    actions.put("POST channels", events::channels);
    actions.put("POST platform-events", events::platformEvent);
    actions.put("POST managed-subscriptions", events::managedSubscription);
    actions.put("POST gaps", events::gap);
    actions.put("POST streams/cut", events::cut);
    actions.put("GET certificate", events::certificate);
  }

  private void addPeopleActions() {
    actions.put("GET users", people::users);
    actions.put("POST users", people::addUsers);
    actions.put("POST queues", people::addQueue);
    actions.put("POST apps", people::putApp);
    actions.put("POST sessions", people::openSession);
    actions.put("DELETE sessions", people::expireSessions);
    actions.put("POST access", people::access);
  }

  private void addWeatherActions() {
    actions.put("GET ", this::state);
    actions.put("GET clock", weather::clock);
    actions.put("POST clock", weather::moveClock);
    actions.put("GET faults", weather::faults);
    actions.put("POST faults", weather::addFault);
    actions.put("DELETE faults", weather::clearFaults);
    actions.put("POST latency", weather::latency);
    actions.put("POST limits", weather::limits);
    actions.put("GET calls", weather::calls);
    actions.put("DELETE calls", weather::resetCalls);
    actions.put("GET log", weather::log);
  }

  private Object state(Ask ask) {
    Map<String, Object> state = new LinkedHashMap<>();
    Map<String, Integer> rows = new LinkedHashMap<>();
    org.schema().objects().forEach(type -> rows.put(type.name(), org.table(type).size()));
    state.put("clock", weather.clock(ask));
    state.put("calls", weather.calls(ask));
    state.put("records", rows);
    state.put("requests", List.copyOf(actions.keySet()));
    return state;
  }

  /** Writes the snapshot file that the org was started with. */
  private Object snapshot(Ask ask) {
    Path file = around.snapshot();
    if (file == null) {
      throw new Wrong(409, "the org was started without a snapshot file");
    }
    try {
      Snapshot.write(org, file);
    } catch (IOException e) {
      throw new Wrong(500, "the snapshot cannot be written: " + e.getMessage());
    }
    return Map.of("written", file.toString());
  }

  /** Empties the org, keeping what is declared, the apps and the founding users. */
  private Object reset(Ask ask) {
    org.clear();
    Founding.found(org);
    around.rules().clear();
    around.lateCommits().clear();
    traffic.counters().reset();
    traffic.log().clear();
    traffic.faults().clear();
    return Map.of("reset", true);
  }
}
