package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.ChildLink;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /composite/tree/X}: records with their children, up to 200, all or none. */
final class Tree implements Resource {

  private static final int MOST_RECORDS = 200;
  private static final int DEEPEST = 5;
  private final Org org;

  Tree(Org org) {
    this.org = org;
  }

  private static final class Growing {
    private final List<Object> saved = new ArrayList<>();
    private final List<Object> failed = new ArrayList<>();
    private int records;
  }

  @Override
  public Reply answer(Call call) {
    Sobjects.needs(call, "POST");
    ObjectType type = Targets.inUrl(org, call, call.at(2));
    if (!(call.object().get("records") instanceof List<?> records)) {
      throw new BadJson("records is required and must be an array at [line:1, column:1]");
    }
    Growing grown =
        call.work()
            .save(
                call.actor(),
                tx -> {
                  Growing growing = new Growing();
                  plant(tx, type, records, Map.of(), growing, 1);
                  return growing;
                },
                growing -> growing.failed.isEmpty());
    boolean hasErrors = !grown.failed.isEmpty();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("hasErrors", hasErrors);
    body.put("results", hasErrors ? grown.failed : grown.saved);
    return Reply.of(hasErrors ? 400 : 201, body).took(grown.records);
  }

  private void plant(
      Transaction tx,
      ObjectType type,
      List<?> records,
      Map<String, Object> link,
      Growing growing,
      int depth) {
    if (depth > DEEPEST) {
      throw Refusal.of(400, "LIMIT_EXCEEDED", "A tree is at most " + DEEPEST + " levels deep");
    }
    for (Object record : records) {
      if (!(record instanceof Map<?, ?> raw)) {
        throw new BadJson("each record must be an object at [line:1, column:1]");
      }
      if (++growing.records > MOST_RECORDS) {
        throw Refusal.of(
            400, "LIMIT_EXCEEDED", "A tree holds at most " + MOST_RECORDS + " records");
      }
      one(tx, type, Json.object(raw), link, growing, depth);
    }
  }

  private void one(
      Transaction tx,
      ObjectType type,
      Map<String, @Nullable Object> record,
      Map<String, Object> link,
      Growing growing,
      int depth) {
    String referenceId =
        record.get("attributes") instanceof Map<?, ?> attributes
                && attributes.get("referenceId") instanceof String id
            ? id
            : null;
    if (referenceId == null) {
      growing.failed.add(
          failure(
              "",
              List.of(
                  DmlError.of(
                      "INVALID_INPUT", "Include a reference ID for each record in the request."))));
      return;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<ChildLink, List<?>> children = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : record.entrySet()) {
      ChildLink child = child(tx.actor().userId(), type, entry.getKey());
      if (child != null
          && entry.getValue() instanceof Map<?, ?> map
          && map.get("records") instanceof List<?> list) {
        children.put(child, list);
      } else {
        values.put(entry.getKey(), entry.getValue());
      }
    }
    values.putAll(link);
    SaveResult result = tx.insert(type, values);
    if (!result.success()) {
      growing.failed.add(failure(referenceId, result.errors()));
      return;
    }
    Map<String, Object> saved = new LinkedHashMap<>();
    saved.put("referenceId", referenceId);
    saved.put("id", String.valueOf(result.id()));
    growing.saved.add(saved);
    children.forEach((child, list) ->
        plant(
            tx,
            child.child(),
            list,
            Map.of(child.field().name(), String.valueOf(result.id())),
            growing,
            depth + 1));
  }

  private @Nullable ChildLink child(String userId, ObjectType type, String name) {
    return org.access().children(userId, type).stream()
        .filter(link -> link.relationshipName().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> failure(String referenceId, List<DmlError> errors) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("referenceId", referenceId);
    failure.put("errors", Results.errors(errors));
    return failure;
  }
}
