package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The records that each user looked at last. */
final class Recent implements Resource {

  private static final int KEPT = 200;
  private final Org org;
  private final Map<String, SequencedSet<String>> byUser = new ConcurrentHashMap<>();

  Recent(Org org) {
    this.org = org;
  }

  void viewed(String userId, String recordId) {
    SequencedSet<String> ids = byUser.computeIfAbsent(userId, id -> new LinkedHashSet<>());
    synchronized (ids) {
      ids.addFirst(recordId);
      if (ids.size() > KEPT) {
        ids.removeLast();
      }
    }
  }

  @Override
  public Reply answer(Call call) {
    Sobjects.needs(call, "GET");
    int limit = KEPT;
    String wanted = call.query().get("limit");
    if (wanted != null && wanted.matches("\\d{1,4}")) {
      limit = Integer.parseInt(wanted);
    }
    return Reply.ok(items(call, null, limit));
  }

  List<Object> of(Call call, ObjectType type) {
    return items(call, type, KEPT);
  }

  private List<Object> items(Call call, @Nullable ObjectType type, int limit) {
    List<Object> items = new ArrayList<>();
    SequencedSet<String> ids = byUser.getOrDefault(call.userId(), new LinkedHashSet<>());
    List<String> snapshot;
    synchronized (ids) {
      snapshot = List.copyOf(ids);
    }
    for (String id : snapshot) {
      Row row = org.find(id);
      if (row != null
          && !row.isDeleted()
          && (type == null || row.type() == type)
          && items.size() < limit) {
        items.add(item(row, call.base()));
      }
    }
    return items;
  }

  private Map<String, @Nullable Object> item(Row row, String base) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("attributes", RowJson.attributes(row, base));
    item.put("Id", row.id());
    Field name = row.type().nameField();
    item.put("Name", name == null ? null : org.value(row, name));
    return item;
  }
}
