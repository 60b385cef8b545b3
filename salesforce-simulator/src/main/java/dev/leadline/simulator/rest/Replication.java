package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /sobjects/X/updated} and {@code /deleted}: the replication lists, with the only watermark
 * that is safe.
 */
final class Replication {

  private static final Duration LOG_KEPT = Duration.ofDays(30);
  private static final Duration BIN_KEPT = Duration.ofDays(15);
  private static final int MOST_IDS = 600_000;
  private final Org org;

  private record Span(Instant start, Instant end) {}

  Replication(Org org) {
    this.org = org;
  }

  Reply updated(Call call, ObjectType type) {
    Sobjects.needs(call, "GET");
    Span span = span(call, type);
    List<String> ids = new ArrayList<>();
    for (Row row : org.table(type).rowsStamped(span.start(), span.end())) {
      if (!row.isDeleted()) {
        ids.add(row.id());
      }
    }
    if (ids.size() > MOST_IDS) {
      throw Refusal.of(400, "EXCEEDED_ID_LIMIT", "too many ids in the range: at most " + MOST_IDS);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ids", ids);
    body.put("latestDateCovered", covered(span));
    return Reply.ok(body);
  }

  Reply deleted(Call call, ObjectType type) {
    Sobjects.needs(call, "GET");
    Span span = span(call, type);
    List<Map<String, @Nullable Object>> deleted = new ArrayList<>();
    for (Row row : org.table(type).rowsStamped(span.start(), span.end())) {
      if (row.isDeleted()) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("id", row.id());
        one.put("deletedDate", row.get("SystemModstamp"));
        deleted.add(one);
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("deletedRecords", deleted);
    body.put("earliestDateAvailable", Json.dateTime(org.clock().second().minus(BIN_KEPT)));
    body.put("latestDateCovered", covered(span));
    return Reply.ok(body);
  }

  /** Nothing can appear any more with a stamp before the oldest open transaction began. */
  private String covered(Span span) {
    Instant settled = org.settledUpTo().truncatedTo(ChronoUnit.SECONDS);
    return Json.dateTime(settled.isBefore(span.end()) ? settled : span.end());
  }

  private Span span(Call call, ObjectType type) {
    if (type.field("SystemModstamp") == null) {
      throw Refusal.of(400, "INVALID_TYPE", "object " + type.name() + " is not replicateable");
    }
    Instant start = time(call, "start");
    Instant end = time(call, "end");
    if (!start.isBefore(end)) {
      throw Refusal.of(400, "INVALID_REPLICATION_DATE", "startDate must be before endDate");
    }
    if (Duration.between(start, end).compareTo(Duration.ofMinutes(1)) < 0) {
      throw Refusal.of(
          400,
          "INVALID_REPLICATION_DATE",
          "startDate and endDate must be at least one minute apart");
    }
    if (start.isBefore(org.clock().instant().minus(LOG_KEPT))) {
      throw Refusal.of(
          400, "INVALID_REPLICATION_DATE", "startDate cannot be more than 30 days ago");
    }
    return new Span(start, end);
  }

  private static Instant time(Call call, String name) {
    String given = call.query().get(name);
    if (given == null) {
      throw Refusal.of(400, "MISSING_ARGUMENT", name + " is a required parameter");
    }
    try {
      // A plus sign in a query string arrives as a blank.
      return OffsetDateTime.parse(
              given.strip().replace(' ', '+').replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
          .toInstant()
          .truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw Refusal.of(400, "INVALID_REPLICATION_DATE", "unreadable date: " + given);
    }
  }
}
