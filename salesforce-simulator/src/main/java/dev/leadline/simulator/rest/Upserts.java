package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /sobjects/X/<field>/<value>}: records by an external id or idLookup field. */
final class Upserts {

  private static final int FIRST_VERSION_WITH_BODY = 46;
  private final Org org;
  private final Sobjects sobjects;

  Upserts(Org org, Sobjects sobjects) {
    this.org = org;
    this.sobjects = sobjects;
  }

  Reply answer(Call call, ObjectType type, String fieldName, String value) {
    Field key = Targets.key(org, call, type, fieldName);
    if (key.type() == FieldType.ID) {
      return sobjects.byId(call, type, value);
    }
    return switch (call.method()) {
      case "GET", "HEAD" -> {
        Row row = only(call, type, key, value);
        yield row == null ? missing() : sobjects.read(call, type, row);
      }
      case "DELETE" -> {
        Row row = only(call, type, key, value);
        yield row == null ? missing() : sobjects.delete(call, type, row.id());
      }
      case "PATCH" -> upsert(call, type, key, value);
      default -> throw Refusal.notAllowed(call.method(), "HEAD,GET,PATCH,DELETE");
    };
  }

  private static Reply missing() {
    throw Refusal.notFound();
  }

  private Reply upsert(Call call, ObjectType type, Field key, String value) {
    Map<String, @Nullable Object> values = call.object();
    for (String name : values.keySet()) {
      if (name.equalsIgnoreCase(key.name()) || name.equalsIgnoreCase("Id")) {
        throw Refusal.of(
            400,
            "INVALID_FIELD",
            "The "
                + (name.equalsIgnoreCase("Id") ? "Id" : key.name())
                + " field should not be specified in the sobject data.");
      }
    }
    List<Row> matches = matches(call, type, key, value);
    if (matches.size() > 1) {
      return choices(call, matches);
    }
    SaveResult result =
        call.work()
            .save(call.actor(), tx -> tx.upsert(type, key, value, values), SaveResult::success);
    if (!result.success()) {
      throw Refusal.dml(result.errors());
    }
    if (call.versionNumber() < FIRST_VERSION_WITH_BODY && !result.created()) {
      return Reply.empty(204);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", String.valueOf(result.id()));
    body.put("success", true);
    body.put("errors", List.of());
    if (call.versionNumber() >= FIRST_VERSION_WITH_BODY) {
      body.put("created", result.created());
    }
    return Reply.of(result.created() ? 201 : 200, body);
  }

  private @Nullable Row only(Call call, ObjectType type, Field key, String value) {
    List<Row> matches = matches(call, type, key, value);
    if (matches.size() > 1) {
      throw new Choices(choices(call, matches));
    }
    return matches.isEmpty() ? null : matches.getFirst();
  }

  private List<Row> matches(Call call, ObjectType type, Field key, String value) {
    var shared = call.work().shared();
    Object typed = typed(key, value);
    if (shared != null) {
      return shared.rowsWith(type, key, typed);
    }
    return org.table(type).rowsWith(key, typed).stream().filter(row -> !row.isDeleted()).toList();
  }

  private static Object typed(Field key, String value) {
    if (!key.type().isDecimal()) {
      return value.strip();
    }
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException e) {
      return value;
    }
  }

  private static Reply choices(Call call, List<Row> matches) {
    List<String> urls = new ArrayList<>();
    matches.forEach(row -> urls.add(RowJson.url(row, call.base())));
    return Reply.of(300, urls);
  }

  /** Several records match a key that should mean one; answered with 300 and their addresses. */
  static final class Choices extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Reply reply;

    Choices(Reply reply) {
      super("several records match", null, false, false);
      this.reply = reply;
    }

    Reply reply() {
      return reply;
    }
  }
}
