package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts log entries into the form subscribers get, encoding changes on the way out. */
final class Delivery {
  /** Kept well under the 4 MB that clients take in one message. */
  private static final int LARGEST_BATCH = 1_000_000;

  private static final int LARGEST_EVENT = 1_000_000;

  private final EventSchemas schemas;

  Delivery(EventSchemas schemas) {
    this.schemas = schemas;
  }

  /** As many of the entries, from the first on, as go into one message. */
  List<ConsumerEvent> batch(List<EventLog.Entry> entries) {
    List<ConsumerEvent> batch = new ArrayList<>();
    long size = 0;
    for (EventLog.Entry entry : entries) {
      ConsumerEvent event = event(entry);
      size += event.getSerializedSize();
      if (!batch.isEmpty() && size > LARGEST_BATCH) {
        break;
      }
      batch.add(event);
    }
    return batch;
  }

  private ConsumerEvent event(EventLog.Entry entry) {
    ProducerEvent.Builder event =
        switch (entry.event()) {
          case Event.Changed changed -> changed(changed);
          case Event.Published published ->
              event(published.id(), published.schemaId(), published.payload());
          case Event.Marker marker -> throw new IllegalStateException("markers are not delivered");
        };
    return ConsumerEvent.newBuilder().setEvent(event).setReplayId(entry.replayId()).build();
  }

  /** A change too large for an event is told as a gap: its reader looks the record up. */
  private ProducerEvent.Builder changed(Event.Changed changed) {
    EventSchemas.Current form = schemas.of(changed.entity());
    ByteString payload = ChangeEncoder.encode(form.schema(), changed);
    if (payload.size() > LARGEST_EVENT && changed.change() != null) {
      payload = ChangeEncoder.encode(form.schema(), gap(changed));
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
