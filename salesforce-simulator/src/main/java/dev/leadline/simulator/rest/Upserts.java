package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /sobjects/X/<field>/<value>}: records by an external id or idLookup field. */
final class Upserts {

  private static final int FIRST_VERSION_WITH_BODY = 46;
  private static final int FIRST_VERSION_WITH_UPDATE_ONLY = 61;
  private final Org org;
  private final Sobjects sobjects;

  Upserts(Org org, Sobjects sobjects) {
    this.org = org;
    this.sobjects = sobjects;
  }

  Reply answer(Call call, ObjectType type, String fieldName, String value) {
    Field key = Targets.key(org, call, type, fieldName);
    if (key.type() == FieldType.ID) {
      return byId(call, type, value);
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

  /** An upsert by Id only ever updates, and is answered as an upsert. Source: n8n's client. */
  private Reply byId(Call call, ObjectType type, String value) {
    Reply reply = sobjects.byId(call, type, value);
    String id = RecordId.normal(value);
    return call.is("PATCH") && id != null ? told(call, type, false, id) : reply;
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
    if (matches.isEmpty() && updatesOnly(call)) {
      throw Refusal.notFound();
    }
    SaveResult result =
        call.work()
            .save(call.actor(), tx -> tx.upsert(type, key, value, values), SaveResult::success);
    if (!result.success()) {
      throw Refusal.dml(result.errors());
    }
    return told(call, type, result.created(), String.valueOf(result.id()));
  }

  /** 201 or 200 with {@code created} from v46 on; before, an update was answered with nothing. */
  private static Reply told(Call call, ObjectType type, boolean created, String id) {
    boolean saysCreated = call.versionNumber() >= FIRST_VERSION_WITH_BODY;
    if (!saysCreated && !created) {
      return Reply.empty(204);
    }
    Map<String, Object> more = saysCreated ? Map.of("created", created) : Map.of();
    return Sobjects.saved(call, type, created ? 201 : 200, id, more);
  }

  /** {@code ?updateOnly=true} forbids an upsert to create. Source: dome_upsert. */
  private static boolean updatesOnly(Call call) {
    return call.versionNumber() >= FIRST_VERSION_WITH_UPDATE_ONLY
        && "true".equalsIgnoreCase(call.query().get("updateOnly"));
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
