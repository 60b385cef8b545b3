package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.org.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Puts log entries into the form subscribers get, encoding changes on the way out. */
final class Delivery {
  /** Kept well under the 4 MB that clients take in one message. */
  private static final int LARGEST_BATCH = 1_000_000;

  private static final int LARGEST_EVENT = 1_000_000;

  private final EventSchemas schemas;
  private final Access access;

  Delivery(EventSchemas schemas, Access access) {
    this.schemas = schemas;
    this.access = access;
  }

  /** As many of the entries, from the first on, as go into one message to this user. */
  List<ConsumerEvent> batch(List<EventLog.Entry> entries, String userId) {
    List<ConsumerEvent> batch = new ArrayList<>();
    long size = 0;
    for (EventLog.Entry entry : entries) {
      ConsumerEvent event = event(entry, userId);
      size += event.getSerializedSize();
      if (!batch.isEmpty() && size > LARGEST_BATCH) {
        break;
      }
      batch.add(event);
    }
    return batch;
  }

  private ConsumerEvent event(EventLog.Entry entry, String userId) {
    ProducerEvent.Builder event =
        switch (entry.event()) {
          case Event.Changed changed -> changed(changed, userId);
          case Event.Published published ->
              event(published.id(), published.schemaId(), published.payload());
          case Event.Marker marker -> throw new IllegalStateException("markers are not delivered");
        };
    return ConsumerEvent.newBuilder().setEvent(event).setReplayId(entry.replayId()).build();
  }

  /** A change too large for an event is told as a gap: its reader looks the record up. */
  private ProducerEvent.Builder changed(Event.Changed changed, String userId) {
    EventSchemas.Current form = schemas.of(changed.entity());
    Predicate<Field> seen = field -> access.sees(userId, changed.entity(), field);
    ByteString payload = ChangeEncoder.encode(form.schema(), changed, seen);
    if (payload.size() > LARGEST_EVENT && changed.change() != null) {
      payload = ChangeEncoder.encode(form.schema(), gap(changed), seen);
    }
    String name = changed.origin().transactionKey() + "/" + changed.sequence();
    String id = UUID.nameUUIDFromBytes(ByteString.copyFromUtf8(name).toByteArray()).toString();
    return event(id, form.id(), payload);
  }

  private static Event.Changed gap(Event.Changed changed) {
    ChangeType type =
        switch (changed.type()) {
          case CREATE -> ChangeType.GAP_CREATE;
          case UPDATE -> ChangeType.GAP_UPDATE;
          case DELETE -> ChangeType.GAP_DELETE;
          case UNDELETE -> ChangeType.GAP_UNDELETE;
          case GAP_CREATE, GAP_UPDATE, GAP_DELETE, GAP_UNDELETE, GAP_OVERFLOW, SNAPSHOT ->
              changed.type();
        };
    return new Event.Changed(
        changed.origin(), changed.sequence(), type, changed.entity(), changed.recordIds(), null);
  }

  private static ProducerEvent.Builder event(String id, String schemaId, ByteString payload) {
    return ProducerEvent.newBuilder().setId(id).setSchemaId(schemaId).setPayload(payload);
  }
}
