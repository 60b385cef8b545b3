package dev.leadline.salesforce;

import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Page;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Position.Mark;
import dev.leadline.salesforce.Wire.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what changed: one composite call of one queryAll for each type, in the order of
 * SystemModstamp and Id, from a little before the latest stamp seen. A transaction stamps its rows
 * early and shows them late; what shows within the overlap is not missed.
 */
final class ReadChanges {
  private final Wire wire;
  private final Duration overlap;
  private final int pageSize;
  private final Told told = new Told();

  ReadChanges(Wire wire, Duration overlap, int pageSize) {
    this.wire = wire;
    this.overlap = overlap;
    this.pageSize = pageSize;
  }

  synchronized Page read(@Nullable String position, Map<String, List<String>> fields) {
    Map<String, Mark> marks = new LinkedHashMap<>(Position.parse(position).types());
    marks.keySet().retainAll(fields.keySet());
    List<String> unread =
        fields.keySet().stream().filter(type -> !marks.containsKey(type)).toList();
    if (!unread.isEmpty()) {
      marks.putAll(begin(unread));
    }
    told.begin(position, oldest(marks));
    List<Found> records = new ArrayList<>();
    if (position != null) {
      scan(marks, fields, records);
    }
    String next = new Position(marks).text();
    told.end(next);
    records.sort(Comparator.comparing(Found::modifiedAt).thenComparing(Found::id));
    return new Page(records, next, marks.values().stream().anyMatch(Mark::scanning));
  }

  /** From now on, by the org's own clock: the latest stamp it has given. */
  private Map<String, Mark> begin(List<String> types) {
    List<Part> parts =
        types.stream()
            .map(type ->
                query(
                    "SELECT SystemModstamp FROM %s ORDER BY SystemModstamp DESC LIMIT 1"
                        .formatted(type)))
            .toList();
    JsonNode results = wire.composite(Call.CHANGES, parts);
    Map<String, Mark> marks = new LinkedHashMap<>();
    for (int i = 0; i < types.size(); i++) {
      String latest =
          Replies.body(results.path(i)).path("records").path(0).path(Rows.STAMP).asString("");
      marks.put(
          types.get(i), new Mark(latest.isEmpty() ? Instant.EPOCH : Soql.time(latest), null, null));
    }
    return marks;
  }

  /** One page of each type; where a scan is under way, only of the types that it has not ended. */
  private void scan(
      Map<String, Mark> marks, Map<String, List<String>> fields, List<Found> records) {
    boolean underWay = marks.values().stream().anyMatch(Mark::scanning);
    List<String> types =
        marks.keySet().stream()
            .filter(type -> !underWay || marks.getOrDefault(type, NOWHERE).scanning())
            .toList();
    List<Part> parts =
        types.stream()
            .map(type ->
                query(
                    next(
                        type,
                        marks.getOrDefault(type, NOWHERE),
                        fields.getOrDefault(type, List.of()))))
            .toList();
    JsonNode results = wire.composite(Call.CHANGES, parts);
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i);
      JsonNode page = Replies.body(results.path(i));
      Mark before = marks.getOrDefault(type, NOWHERE);
      marks.put(type, take(type, before, page, fields.getOrDefault(type, List.of()), records));
    }
  }

  private static final Mark NOWHERE = new Mark(Instant.EPOCH, null, null);

  private String next(String type, Mark mark, List<String> fields) {
    Instant stamp = mark.stamp();
    String id = mark.id();
    String from =
        stamp == null || id == null
            ? "SystemModstamp >= " + Soql.time(floor(mark))
            : "(SystemModstamp > %1$s OR (SystemModstamp = %1$s AND Id > %2$s))"
                .formatted(Soql.time(stamp), Soql.quoted(id));
    return "SELECT %s FROM %s WHERE %s ORDER BY SystemModstamp ASC, Id ASC LIMIT %d"
        .formatted(Rows.columns(type, fields), type, from, pageSize);
  }

  private Mark take(
      String type, Mark before, JsonNode page, List<String> fields, List<Found> records) {
    Found last = null;
    int rows = 0;
    for (JsonNode row : page.path("records")) {
      last = Rows.found(type, row, fields);
      rows++;
      if (told.isNews(last.id(), last.modifiedAt(), row)) {
        records.add(last);
      }
    }
    if (last == null) {
      return new Mark(latest(before, before.stamp()), null, null);
    }
    boolean all = rows < pageSize && page.path("done").asBoolean(true);
    return all
        ? new Mark(latest(before, last.modifiedAt()), null, null)
        : new Mark(before.watermark(), last.modifiedAt(), last.id());
  }

  private static Instant latest(Mark mark, @Nullable Instant stamp) {
    return stamp != null && stamp.isAfter(mark.watermark()) ? stamp : mark.watermark();
  }

  private Instant floor(Mark mark) {
    return mark.watermark().isAfter(Instant.EPOCH.plus(overlap))
        ? mark.watermark().minus(overlap)
        : Instant.EPOCH;
  }

  private Instant oldest(Map<String, Mark> marks) {
    return marks.values().stream().map(this::floor).min(Instant::compareTo).orElse(Instant.EPOCH);
  }

  private Part query(String query) {
    return new Part("GET", wire.data("/queryAll" + Soql.asParameter(query)), null);
  }
}
