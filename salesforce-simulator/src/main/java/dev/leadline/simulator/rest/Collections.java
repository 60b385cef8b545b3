package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.org.Repeats;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /composite/sobjects…}: up to 200 records in one call. */
final class Collections implements Resource {

  private static final int MOST_RECORDS = 200;
  private static final int MOST_CHUNKS = 10;
  private static final int MOST_IDS = 2_000;
  private final Org org;

  Collections(Org org) {
    this.org = org;
  }

  @Override
  public Reply answer(Call call) {
    return switch (call.path().size()) {
      case 2 -> mixed(call);
      case 3 -> read(call, Targets.inUrl(org, call, call.at(2)));
      case 4 -> upsert(call);
      default -> throw Refusal.notFound();
    };
  }

  private Reply mixed(Call call) {
    return switch (call.method()) {
      case "POST" -> save(call, items -> this::insert);
      case "PATCH" -> save(call, Updates::new);
      case "DELETE" -> delete(call);
      default -> throw Refusal.notAllowed(call.method(), "POST,PATCH,DELETE");
    };
  }

  /** One record of the request. */
  private record Item(ObjectType type, Map<String, @Nullable Object> values) {}

  private interface Save {
    SaveResult one(Transaction tx, Item item);
  }

  private SaveResult insert(Transaction tx, Item item) {
    return tx.insert(item.type(), item.values());
  }

  /** Updates by Id; the same id twice in one request is refused both times. */
  private static final class Updates implements Save {
    private final Repeats repeats;

    Updates(List<Item> items) {
      List<@Nullable String> ids = new ArrayList<>();
      items.forEach(item -> ids.add(id(item.values())));
      this.repeats = Repeats.ofIds(ids);
    }

    @Override
    public SaveResult one(Transaction tx, Item item) {
      String id = id(item.values());
      return repeats
          .refusal(id)
          .map(error -> SaveResult.refused(id, error))
          .orElseGet(() -> tx.update(item.type(), id, item.values()));
    }
  }

  static @Nullable String id(Map<String, @Nullable Object> values) {
    Object id = value(values, "Id");
    return id == null ? null : id.toString();
  }

  private Reply save(Call call, Function<List<Item>, Save> how) {
    Map<String, @Nullable Object> body = call.object();
    List<Item> items = items(call, body);
    checkChunks(items);
    Save save = how.apply(items);
    return run(call, allOrNone(body.get("allOrNone")), items, tx -> each(tx, items, save), false);
  }

  private Reply upsert(Call call) {
    if (!call.is("PATCH")) {
      throw Refusal.notAllowed(call.method(), "PATCH");
    }
    ObjectType type = Targets.inUrl(org, call, call.at(2));
    Field key = Targets.key(org, call, type, call.at(3));
    Map<String, @Nullable Object> body = call.object();
    List<Item> items = items(call, body);
    for (Item item : items) {
      if (item.type() != type) {
        throw Refusal.of(
            400, "INVALID_TYPE", "all records of an upsert must be of type " + type.name());
      }
    }
    Upserting upserting = new Upserting(type, key, items);
    return run(
        call, allOrNone(body.get("allOrNone")), items, tx -> each(tx, items, upserting), true);
  }

  /** Upserts by one key field; the same key twice in one request is refused both times. */
  private static final class Upserting implements Save {
    private final ObjectType type;
    private final Field key;
    private final Repeats repeats;

    Upserting(ObjectType type, Field key, List<Item> items) {
      this.type = type;
      this.key = key;
      List<@Nullable Object> values = new ArrayList<>();
      items.forEach(item -> values.add(value(item.values(), key.name())));
      this.repeats = Repeats.of(key, values);
    }

    @Override
    public SaveResult one(Transaction tx, Item item) {
      Object value = value(item.values(), key.name());
      if (value == null || value.toString().isBlank()) {
        return key.name().equals("Id")
            ? tx.insert(type, without(item.values(), key.name()))
            : SaveResult.refused(
                null, DmlError.of("MISSING_ARGUMENT", key.name() + " not specified", key.name()));
      }
      return repeats
          .refusal(value)
          .map(error -> SaveResult.refused(null, error))
          .orElseGet(() -> tx.upsert(type, key, value, without(item.values(), key.name())));
    }
  }

  private static @Nullable Object value(Map<String, @Nullable Object> values, String named) {
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(named)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> values, String named) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(values);
    rest.keySet().removeIf(name -> name.equalsIgnoreCase(named));
    return rest;
  }

  private static List<SaveResult> each(Transaction tx, List<Item> items, Save save) {
    List<SaveResult> results = new ArrayList<>(items.size());
    for (Item item : items) {
      results.add(save.one(tx, item));
    }
    return results;
  }

  private static Reply run(
      Call call,
      boolean allOrNone,
      List<?> items,
      Function<Transaction, List<SaveResult>> saves,
      boolean upsert) {
    List<SaveResult> results =
        call.work().save(call.actor(), saves, outcome -> !allOrNone || Results.allGood(outcome));
    boolean rolledBack = allOrNone && !Results.allGood(results);
    List<SaveResult> told = rolledBack ? Results.rolledBack(results) : results;
    return Reply.ok(Results.json(told, upsert)).took(items.size());
  }

  private Reply delete(Call call) {
    String given = call.query().get("ids");
    if (given == null || given.isBlank()) {
      throw Refusal.of(400, "MISSING_ARGUMENT", "ids is a required parameter");
    }
    List<String> ids = List.of(given.split(",", -1));
    limit(ids.size());
    boolean allOrNone = "true".equalsIgnoreCase(call.query().get("allOrNone"));
    return run(
        call,
        allOrNone,
        ids,
        tx -> ids.stream().map(id -> tx.delete(null, id.strip())).toList(),
        false);
  }

  private Reply read(Call call, ObjectType type) {
    return switch (call.method()) {
      case "GET", "HEAD" -> {
        String ids = call.query().get("ids");
        if (ids == null) {
          throw Refusal.of(400, "MISSING_ARGUMENT", "ids is a required parameter");
        }
        yield rows(call, type, List.of(ids.split(",", -1)), call.query().get("fields"));
      }
      case "POST" -> {
        Map<String, @Nullable Object> body = call.object();
        yield rows(
            call,
            type,
            strings(body.get("ids"), "ids"),
            String.join(",", strings(body.get("fields"), "fields")));
      }
      default -> throw Refusal.notAllowed(call.method(), "HEAD,GET,POST");
    };
  }

  private Reply rows(Call call, ObjectType type, List<String> ids, @Nullable String fieldNames) {
    if (ids.size() > MOST_IDS) {
      throw Refusal.of(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than " + MOST_IDS + " records into this call");
    }
    if (fieldNames == null || fieldNames.isBlank()) {
      throw Refusal.of(400, "MISSING_ARGUMENT", "fields is a required parameter");
    }
    List<Field> fields = RowJson.fields(org, call, type, fieldNames);
    List<@Nullable Object> rows = new ArrayList<>();
    for (String given : ids) {
      String id = RecordId.normal(given.strip());
      Row row =
          id != null && RecordId.prefix(id).equals(type.keyPrefix()) ? call.work().find(id) : null;
      rows.add(row == null || row.isDeleted() ? null : RowJson.of(org, row, fields, call.base()));
    }
    return Reply.ok(rows).took(rows.size());
  }

  private List<Item> items(Call call, Map<String, @Nullable Object> body) {
    if (!(body.get("records") instanceof List<?> records)) {
      throw new BadJson("records is required and must be an array at [line:1, column:1]");
    }
    limit(records.size());
    List<Item> items = new ArrayList<>();
    for (Object record : records) {
      if (!(record instanceof Map<?, ?> map)) {
        throw new BadJson("each record must be an object at [line:1, column:1]");
      }
      Map<String, @Nullable Object> values = Json.object(map);
      String name =
          values.get("attributes") instanceof Map<?, ?> attributes
                  && attributes.get("type") instanceof String type
              ? type
              : null;
      if (name == null) {
        throw Refusal.of(400, "INVALID_TYPE", "The attributes of each record must name its type");
      }
      ObjectType type = Targets.visible(org, call.userId(), name);
      if (type == null) {
        throw Refusal.of(400, "INVALID_TYPE", "sObject type '" + name + "' is not supported.");
      }
      items.add(new Item(type, values));
    }
    return items;
  }

  private static void limit(int records) {
    if (records > MOST_RECORDS) {
      throw Refusal.of(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than "
              + MOST_RECORDS
              + " records into this call");
    }
  }

  private static void checkChunks(List<Item> items) {
    int chunks = 0;
    ObjectType last = null;
    for (Item item : items) {
      if (item.type() != last) {
        chunks++;
        last = item.type();
      }
    }
    if (chunks > MOST_CHUNKS) {
      throw Refusal.of(
          400,
          "LIMIT_EXCEEDED",
          "Cannot have more than "
              + MOST_CHUNKS
              + " chunks in a single operation. Please rearrange the data to reduce chunking.");
    }
  }

  static boolean allOrNone(@Nullable Object flag) {
    return flag != null && "true".equalsIgnoreCase(flag.toString());
  }

  private static List<String> strings(@Nullable Object value, String name) {
    if (!(value instanceof List<?> list)) {
      throw new BadJson(name + " is required and must be an array at [line:1, column:1]");
    }
    return list.stream().map(String::valueOf).toList();
  }
}
