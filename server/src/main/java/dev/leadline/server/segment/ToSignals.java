package dev.leadline.server.segment;

import dev.leadline.ingest.Signal;
import dev.leadline.ingest.Signal.Options;
import dev.leadline.server.segment.Refused.Why;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import dev.leadline.unit.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the events of a call into signals of the source that it came from. */
final class ToSignals {
  /** The contract allows fewer than 100 characters. */
  private static final int LONGEST_MESSAGE_ID = 100;

  private static final Logger log = LoggerFactory.getLogger(ToSignals.class);
  private static final Duration BETWEEN_ALARMS = Duration.ofMinutes(1);

  private final AtomicReference<Instant> toldAt = new AtomicReference<>(Instant.EPOCH);
  private final WriteKeys keys;
  private final UnknownKeys unknownKeys;
  private final Quarantine quarantine;

  ToSignals(WriteKeys keys, UnknownKeys unknownKeys, Quarantine quarantine) {
    this.keys = keys;
    this.unknownKeys = unknownKeys;
    this.quarantine = quarantine;
  }

  /**
   * One signal for each event that is to be kept: all, but what the quarantine does not take. Where
   * unknown keys are rejected, the events of known ones are kept all the same.
   *
   * @param ofCall the source that the call as a whole names, if any
   */
  List<Signal> of(Call call, Body body, Optional<Source> ofCall, Instant receivedAt)
      throws Refused {
    List<Signal> signals = new ArrayList<>(call.events().size());
    int rejected = 0;
    for (Event event : call.events()) {
      Optional<Source> source = ofCall.isPresent() ? ofCall : keys.find(event.writeKey);
      if (source.isEmpty() && unknownKeys == UnknownKeys.REJECT) {
        rejected++;
        continue;
      }
      if (source.isEmpty() && !quarantine.admits(receivedAt)) {
        continue;
      }
      signals.add(signal(call, event, body, source.orElse(null), receivedAt));
    }
    if (rejected > 0) {
      alarm(rejected, receivedAt);
      if (signals.isEmpty()) {
        throw new Refused(Why.UNKNOWN_KEY, "the write key is missing or not known");
      }
    }
    return signals;
  }

  /** Their senders do not send them again, so somebody should know; once a minute is enough. */
  private void alarm(int rejected, Instant now) {
    Instant told = toldAt.get();
    if (told.plus(BETWEEN_ALARMS).isBefore(now) && toldAt.compareAndSet(told, now)) {
      log.warn(
          "{} events of a call were rejected: their write key is missing or unknown", rejected);
    }
  }

  private static Signal signal(
      Call call, Event event, Body body, @Nullable Source source, Instant receivedAt) {
    boolean identify = "identify".equals(event.type);
    Map<String, @Nullable Object> traits = event.traits;
    return new Signal(
        source == null ? 0 : source.unit(),
        source == null ? Signal.UNKNOWN_SOURCE : source.id(),
        messageId(event.messageId),
        event.knownType(),
        receivedAt,
        occurredAt(call, event, receivedAt),
        event.userId,
        identify && traits != null ? traits : Map.of(),
        identify ? event.wishes.decide(call.wishes()) : Options.NONE,
        payload(call, event, body));
  }

  private static Instant occurredAt(Call call, Event event, Instant receivedAt) {
    return Moment.corrected(
        firstOf(event.timestamp, event.originalTimestamp, call.timestamp()),
        firstOf(event.sentAt, call.sentAt(), null),
        receivedAt);
  }

  private static @Nullable Instant firstOf(
      @Nullable Instant first, @Nullable Instant second, @Nullable Instant third) {
    if (first != null) {
      return first;
    }
    return second != null ? second : third;
  }

  /** Without one a repeat cannot be recognised; one too long for the index is told by its hash. */
  private static String messageId(@Nullable String given) {
    if (given == null) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return "leadline-" + new UUID(random.nextLong(), random.nextLong());
    }
    return given.length() < LONGEST_MESSAGE_ID ? given : "sha256-" + sha256(given);
  }

  /**
   * The event as it came; in a batch, with what it inherits added under {@code _batch}, so that it
   * can be understood alone.
   */
  private static String payload(Call call, Event event, Body body) {
    String own = body.text(event.from, event.to);
    if (call.rest().isEmpty() || !own.endsWith("}")) {
      return own;
    }
    String comma = event.empty ? "" : ",";
    return own.substring(0, own.length() - 1) + comma + "\"_batch\":{" + call.rest() + "}}";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
