package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import dev.leadline.simulator.org.RecordId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The managed subscriptions that the org declares, each with the place its subscriber has
 * committed.
 */
public final class ManagedSubscriptions {
  private static final String PREFIX = "18x";

  private final Map<String, Managed> byName = new LinkedHashMap<>();

  /** One managed subscription. */
  static final class Managed {
    private final String id;
    private final String topic;
    private final boolean fromEarliest;
    private @Nullable ByteString committed;
    private boolean active;

    Managed(String id, String topic, boolean fromEarliest) {
      this.id = id;
      this.topic = topic;
      this.fromEarliest = fromEarliest;
    }

    String topic() {
      return topic;
    }

    boolean fromEarliest() {
      return fromEarliest;
    }

    synchronized @Nullable ByteString committed() {
      return committed;
    }

    synchronized void commit(ByteString replayId) {
      committed = replayId;
    }

    /** Takes the only seat; false when someone has it. */
    synchronized boolean enter() {
      boolean free = !active;
      active = true;
      return free;
    }

    synchronized void leave() {
      active = false;
    }
  }

  /** Declares a subscription; its id, for clients that name it so. */
  public synchronized String declare(String developerName, String topic, boolean fromEarliest) {
    String id = RecordId.of(PREFIX, byName.size() + 1);
    byName.put(developerName, new Managed(id, topic, fromEarliest));
    return id;
  }

  synchronized Managed need(String id, String developerName) {
    if (id.isEmpty() == developerName.isEmpty()) {
      throw Refusal.ONE_MANAGED_NAME.because("Give either a subscription id or a developer name.");
    }
    if (!developerName.isEmpty()) {
      Managed named = byName.get(developerName);
      if (named == null) {
        throw Refusal.NO_MANAGED_NAME.because("No managed subscription " + developerName + ".");
      }
      return named;
    }
    String normal = RecordId.normal(id);
    for (Managed managed : byName.values()) {
      if (managed.id.equals(normal)) {
        return managed;
      }
    }
    throw Refusal.NO_MANAGED_ID.because("No managed subscription with id " + id + ".");
  }
}
