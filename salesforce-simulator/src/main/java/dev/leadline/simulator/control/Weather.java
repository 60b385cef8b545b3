package dev.leadline.simulator.control;

import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.traffic.CallCounters;
import dev.leadline.simulator.traffic.CallLog;
import dev.leadline.simulator.traffic.Fault;
import dev.leadline.simulator.traffic.Latency;
import dev.leadline.simulator.traffic.Traffic;
import dev.leadline.simulator.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The clock, the faults, the latency, the limits and the counts. */
final class Weather {

  private final Org org;
  private final Sessions sessions;
  private final Traffic traffic;
  private final AtomicInteger lastFault = new AtomicInteger();

  Weather(Org org, Sessions sessions, Traffic traffic) {
    this.org = org;
    this.sessions = sessions;
    this.traffic = traffic;
  }

  Object clock(Ask ask) {
    return Map.of("now", Json.dateTime(org.clock().instant()), "frozen", org.clock().isFrozen());
  }

  /**
   * {@code {"set":"…Z"}}, {@code {"advanceSeconds":60}}, {@code {"freeze":true}} or {@code
   * {"resume":true}}.
   */
  Object moveClock(Ask ask) {
    String set = ask.text("set");
    if (set != null) {
      org.clock().set(Instant.parse(set));
    }
    org.clock().advance(Duration.ofSeconds(ask.number("advanceSeconds", 0)));
    if (ask.flag("freeze")) {
      org.clock().freeze();
    }
    if (ask.flag("resume")) {
      org.clock().resume();
    }
    return clock(ask);
  }

  Object faults(Ask ask) {
    List<Object> faults = new ArrayList<>();
    for (Fault fault : traffic.faults().list()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", fault.id());
      one.put("kind", fault.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
      one.put("method", fault.method());
      one.put("path", fault.pathPart());
      one.put("rate", fault.rate());
      one.put("times", fault.times());
      one.put("millis", fault.millis());
      faults.add(one);
    }
    return Map.of("faults", faults);
  }

  /**
   * {@code
   * {"kind":"unavailable","path":"/composite","method":"PATCH","rate":0.5,"times":3,"millis":1000}}.
   */
  Object addFault(Ask ask) {
    Fault fault =
        new Fault(
            "f" + lastFault.incrementAndGet(),
            Fault.Kind.named(ask.needText("kind")),
            Objects.requireNonNullElse(ask.text("method"), ""),
            Objects.requireNonNullElse(ask.text("path"), ""),
            Math.clamp(ask.decimal("rate", 1), 0, 1),
            Math.clamp(ask.number("times", 0), 0, 1_000_000),
            Math.clamp(ask.number("millis", 1_000), 0, 600_000));
    traffic.faults().add(fault);
    return Map.of("id", fault.id());
  }

  Object clearFaults(Ask ask) {
    String id = ask.text("id");
    if (id == null) {
      traffic.faults().clear();
      return Map.of("removed", true);
    }
    return Map.of("removed", traffic.faults().remove(id));
  }

  Object latency(Ask ask) {
    traffic
        .latency()
        .model(
            new Latency.Model(
                micros(ask.decimal("perCallMillis", 0)),
                micros(ask.decimal("perRecordMillis", 0))));
    return Map.of(
        "perCallMillis",
        ask.decimal("perCallMillis", 0),
        "perRecordMillis",
        ask.decimal("perRecordMillis", 0));
  }

  private static Duration micros(double millis) {
    return Duration.ofNanos((long) (Math.clamp(millis, 0, 600_000) * 1_000_000));
  }

  Object limits(Ask ask) {
    CallCounters counters = traffic.counters();
    counters.dailyMax((int) ask.number("dailyMax", counters.dailyMax()));
    if (ask.text("headerLag") != null) {
      counters.headerLag((int) ask.number("headerLag", 0));
    }
    if (ask.text("longRunningCalls") != null) {
      traffic
          .longRunning()
          .limit(
              (int) ask.number("longRunningCalls", 25),
              Duration.ofMillis(ask.number("longRunningMillis", 20_000)));
    }
    if (ask.text("lockPatienceMillis") != null) {
      org.lockPatience(Duration.ofMillis(ask.number("lockPatienceMillis", 10_000)));
    }
    if (ask.text("tokenLifetimeSeconds") != null) {
      sessions.lifetime(Duration.ofSeconds(ask.number("tokenLifetimeSeconds", 7_200)));
    }
    return Map.of("dailyMax", counters.dailyMax());
  }

  Object calls(Ask ask) {
    Map<String, Object> calls = new LinkedHashMap<>();
    calls.put("total", traffic.counters().total());
    calls.put("used", traffic.counters().used());
    calls.put("dailyMax", traffic.counters().dailyMax());
    calls.put("byKind", traffic.counters().byKind());
    return calls;
  }

  Object resetCalls(Ask ask) {
    traffic.counters().reset();
    traffic.log().clear();
    return calls(ask);
  }

  Object log(Ask ask) {
    List<Object> log = new ArrayList<>();
    for (CallLog.Entry entry :
        traffic.log().latest(Math.clamp(ask.number("limit", 100), 1, 1_000))) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("number", entry.number());
      one.put("at", entry.at().toString());
      one.put("user", entry.user());
      one.put("method", entry.method());
      one.put("path", entry.path());
      one.put("status", entry.status());
      one.put("micros", entry.micros());
      one.put("counted", entry.counted());
      one.put("note", entry.note());
      log.add(one);
    }
    return Map.of("log", log);
  }
}
