package dev.leadline.simulator.control;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that stay open over several control requests: stamped early, locked meanwhile,
 * visible at their commit.
 */
final class HeldWork {

  private final Org org;
  private final Records records;
  private final Map<String, Transaction> open = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  HeldWork(Org org, Records records) {
    this.org = org;
    this.records = records;
  }

  /** Opens one: {@code {"as":user}}. */
  Object begin(Ask ask) {
    String id = "t" + last.incrementAndGet();
    open.put(id, org.begin(records.actor(ask)));
    return Map.of("transaction", id);
  }

  /**
   * Saves within one: {@code {"transaction":id,"object":"Lead","records":[…]}}; records with an Id
   * are updated.
   */
  Object save(Ask ask) {
    Transaction tx = find(ask);
    List<Object> results = new ArrayList<>();
    synchronized (tx) {
      for (Map<String, @Nullable Object> record : ask.objects("records")) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(record);
        Object id = values.remove("Id");
        results.add(
            Records.json(
                id == null
                    ? tx.insert(records.type(ask), values)
                    : update(tx, id.toString(), values)));
      }
    }
    return Map.of("results", results);
  }

  Object commit(Ask ask) {
    Transaction tx = find(ask);
    open.remove(ask.needText("transaction"));
    synchronized (tx) {
      tx.commit();
    }
    return Map.of("committed", true);
  }

  Object rollBack(Ask ask) {
    Transaction tx = find(ask);
    open.remove(ask.needText("transaction"));
    synchronized (tx) {
      tx.close();
    }
    return Map.of("committed", false);
  }

  private SaveResult update(Transaction tx, String id, Map<String, @Nullable Object> values) {
    ObjectType type = org.schema().withPrefix(RecordId.prefix(id + "   "));
    if (type == null) {
      throw new Wrong(400, "'" + id + "' is no record id");
    }
    return tx.update(type, id, values);
  }

  private Transaction find(Ask ask) {
    return Objects.requireNonNullElseGet(
        open.get(ask.needText("transaction")),
        () -> {
          throw new Wrong(404, "no open transaction of that id");
        });
  }
}
