package dev.leadline.server.start;

import dev.leadline.ingest.Counts;
import dev.leadline.ingest.Fate;
import dev.leadline.salesforce.ApiUse;
import dev.leadline.server.segment.SegmentCounts;
import dev.leadline.server.segment.SegmentCounts.Answer;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Hub;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One metric for each arrow of the flow, in the order of the flow. */
final class Figures implements MeterBinder {
  private static final int UNIT = 1;
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Hub hub;
  private final Crm crm;
  private final SegmentCounts segment;
  private final Map<String, Counted> messages = new ConcurrentHashMap<>();

  private record Counted(Instant at, Map<String, Long> states) {}

  Figures(Hub hub, Crm crm, SegmentCounts segment) {
    this.hub = hub;
    this.crm = crm;
    this.segment = segment;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    segment(registry);
    ingest(registry);
    outbox(registry);
    salesforce(registry);
  }

  private void segment(MeterRegistry registry) {
    for (Answer answer : Answer.values()) {
      FunctionCounter.builder("leadline.segment.calls", segment, counts -> counts.of(answer))
          .description("Segment calls by how they were answered")
          .tag("answer", name(answer))
          .register(registry);
    }
    FunctionCounter.builder("leadline.segment.surplus", segment, SegmentCounts::surplus)
        .description("Events left out because their batch had too many")
        .register(registry);
    FunctionCounter.builder("leadline.segment.unkept", segment, SegmentCounts::unkept)
        .description("Events with an unknown write key beyond what the quarantine takes")
        .register(registry);
  }

  private void ingest(MeterRegistry registry) {
    Counts counts = hub.counts();
    for (Fate fate : Fate.values()) {
      FunctionCounter.builder("leadline.ingest.signals", counts, all -> all.of(fate))
          .description("Signals kept, by fate")
          .tag("fate", name(fate))
          .register(registry);
    }
    FunctionCounter.builder("leadline.ingest.duplicates", counts, Counts::duplicates)
        .description("Signals that had been kept before")
        .register(registry);
    FunctionCounter.builder("leadline.ingest.batches", counts, Counts::batches)
        .description("Transactions of the ingest")
        .register(registry);
    Gauge.builder("leadline.ingest.waiting", hub.ingest(), ingest -> ingest.waiting())
        .description("Signals that wait for a writer")
        .register(registry);
  }

  private void outbox(MeterRegistry registry) {
    for (String state : List.of("waiting", "sending", "parked")) {
      Gauge.builder("leadline.outbox.messages", this, figures -> figures.messages(state))
          .description("Messages in the outbox, by state")
          .tag("courier", crm.push().name())
          .tag("state", state)
          .register(registry);
    }
  }

  private void salesforce(MeterRegistry registry) {
    for (ApiUse.Call call : ApiUse.Call.values()) {
      FunctionCounter.builder("leadline.salesforce.calls", this, figures -> figures.calls(call))
          .description("Calls made to Salesforce, by kind")
          .tag("call", name(call))
          .register(registry);
    }
  }

  /** Counted at most every few seconds, however often somebody looks. */
  private double messages(String state) {
    Instant now = hub.clock().instant();
    Counted counted =
        messages.compute(
            crm.push().name(),
            (courier, before) ->
                before != null && now.isBefore(before.at.plus(FRESH))
                    ? before
                    : new Counted(now, hub.outbox().counts(courier, UNIT)));
    return counted == null ? 0 : counted.states.getOrDefault(state, 0L);
  }

  private double calls(ApiUse.Call call) {
    return crm.orgs().use().values().stream()
        .mapToLong(use -> use.counts().getOrDefault(call, 0L))
        .sum();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
