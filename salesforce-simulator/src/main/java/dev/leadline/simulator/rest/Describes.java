package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Describe;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of objects and the description of one; unchanged ones are answered with 304. */
final class Describes {

  private final Org org;

  Describes(Org org) {
    this.org = org;
  }

  Reply all(Call call) {
    if (unchanged(call, changedAt())) {
      return Reply.empty(304);
    }
    List<Object> objects = new ArrayList<>();
    for (ObjectType type : org.schema().objects()) {
      if (org.access().sees(call.userId(), type)) {
        objects.add(Describe.brief(type, call.base()));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("encoding", "UTF-8");
    body.put("maxBatchSize", 200);
    body.put("sobjects", objects);
    return dated(Reply.ok(body));
  }

  Reply one(Call call, ObjectType type) {
    if (unchanged(call, changedAt())) {
      return Reply.empty(304);
    }
    return dated(
        Reply.ok(
            Describe.full(
                type,
                org.access().fields(call.userId(), type),
                org.access().children(call.userId(), type),
                call.base())));
  }

  /** When the schema, or what of it somebody sees, was last changed. */
  private Instant changedAt() {
    Instant schema = org.schema().changedAt();
    Instant access = org.access().changedAt();
    return access.isAfter(schema) ? access : schema;
  }

  private Reply dated(Reply reply) {
    return reply.with("Last-Modified", httpDate(changedAt()));
  }

  /** True when the caller has what was last changed at this time. Throws on an unreadable date. */
  static boolean unchanged(Call call, Instant changedAt) {
    Instant since = date(call.header("If-Modified-Since"));
    return since != null && !changedAt.isAfter(since);
  }

  static @Nullable Instant date(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.of(400, "INVALID_HEADER", "Invalid HTTP date: " + header);
    }
  }

  static String httpDate(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .format(at.atZone(ZoneOffset.UTC))
        .replaceFirst(", (\\d) ", ", 0$1 ");
  }
}
