package dev.leadline.simulator.control;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Conversion;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes records from outside the API: as a named user, or as a seed that may set every field. */
final class Records {

  private final Org org;
  private final Founding.Founded founded;

  Records(Org org, Founding.Founded founded) {
    this.org = org;
    this.founded = founded;
  }

  Object insert(Ask ask) {
    ObjectType type = type(ask);
    return inOne(
        ask,
        tx -> {
          List<SaveResult> results = new ArrayList<>();
          ask.objects("records").forEach(values -> results.add(tx.insert(type, values)));
          return results;
        });
  }

  Object update(Ask ask) {
    return inOne(
        ask,
        tx -> {
          List<SaveResult> results = new ArrayList<>();
          for (Map<String, @Nullable Object> record : ask.objects("records")) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(record);
            String id = String.valueOf(values.remove("Id"));
            results.add(tx.update(typeOf(id), id, values));
          }
          return results;
        });
  }

  Object delete(Ask ask) {
    boolean hard = ask.flag("hard");
    return inOne(
        ask,
        tx ->
            ask.texts("ids").stream()
                .map(id -> hard ? tx.hardDelete(null, id) : tx.delete(null, id))
                .toList());
  }

  Object undelete(Ask ask) {
    return inOne(ask, tx -> ask.texts("ids").stream().map(tx::undelete).toList());
  }

  Object merge(Ask ask) {
    return inOne(
        ask,
        tx -> List.of(tx.merge(ask.needText("winner"), ask.texts("losers"), ask.object("values"))));
  }

  Object convert(Ask ask) {
    Conversion.Wish wish =
        new Conversion.Wish(
            ask.needText("lead"),
            ask.text("account"),
            ask.text("contact"),
            ask.text("opportunity"),
            ask.text("status"));
    try (Transaction tx = org.begin(actor(ask))) {
      Conversion.Converted converted = tx.convert(wish);
      if (converted.errors().isEmpty()) {
        tx.commit();
      }
      Map<String, @Nullable Object> told = new LinkedHashMap<>();
      told.put("success", converted.errors().isEmpty());
      told.put("accountId", converted.accountId());
      told.put("contactId", converted.contactId());
      told.put("opportunityId", converted.opportunityId());
      told.put("errors", errors(converted.errors()));
      return told;
    }
  }

  /**
   * Who acts: the user named by id or user name in {@code as}, else the administrator; a seed if
   * asked.
   */
  Actor actor(Ask ask) {
    String as = ask.text("as");
    String userId = as == null ? founded.administratorId() : userId(as);
    return ask.flag("seed") ? Actor.seed(userId) : Actor.person(userId);
  }

  String userId(String idOrName) {
    String id = RecordId.normal(idOrName);
    Row byId = org.find(id);
    if (byId != null && byId.type().name().equals("User")) {
      return byId.id();
    }
    ObjectType users = org.schema().need("User");
    return org.table(users).rowsWith(users.need("Username"), idOrName).stream()
        .findFirst()
        .map(Row::id)
        .orElseThrow(() -> new Wrong(404, "no user '" + idOrName + "'"));
  }

  ObjectType type(Ask ask) {
    String name = ask.needText("object");
    ObjectType type = org.schema().object(name);
    if (type == null) {
      throw new Wrong(404, "no object '" + name + "'");
    }
    return type;
  }

  private ObjectType typeOf(String id) {
    ObjectType type = id.length() < 3 ? null : org.schema().withPrefix(RecordId.prefix(id));
    if (type == null) {
      throw new Wrong(400, "'" + id + "' is no record id");
    }
    return type;
  }

  private Object inOne(Ask ask, Function<Transaction, List<SaveResult>> saves) {
    try (Transaction tx = org.begin(actor(ask))) {
      List<SaveResult> results = saves.apply(tx);
      tx.commit();
      return Map.of("results", results.stream().map(Records::json).toList());
    }
  }

  static Map<String, @Nullable Object> json(SaveResult result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", result.id());
    json.put("success", result.success());
    json.put("errors", errors(result.errors()));
    return json;
  }

  private static List<Map<String, Object>> errors(List<DmlError> errors) {
    return errors.stream()
        .map(e ->
            Map.<String, Object>of("code", e.code(), "message", e.message(), "fields", e.fields()))
        .toList();
  }
}
