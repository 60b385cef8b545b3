package dev.leadline.simulator.pubsub;

import com.salesforce.eventbus.protobuf.Error;
import com.salesforce.eventbus.protobuf.ErrorCode;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.PublishResult;
import dev.leadline.simulator.auth.Session;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes platform events in: each by itself, good or refused with a reason. */
final class Publishing {
  private static final int LARGEST_EVENT = 1_000_000;

  private final EventLog log;
  private final Topics topics;

  Publishing(EventLog log, Topics topics) {
    this.log = log;
    this.topics = topics;
  }

  PublishResponse publish(PublishRequest request, String topicName, Session session) {
    if (topicName.isBlank()) {
      throw Refusal.EMPTY_PUBLISH_TOPIC.because("Topic name is blank.");
    }
    Topics.Topic topic = topics.need(topicName, session);
    PlatformEvents.Declared declared = topic.published();
    if (declared == null) {
      throw Refusal.MAY_NOT_PUBLISH.because("Events cannot be published on " + topic.name() + ".");
    }
    if (request.getEventsCount() == 0) {
      throw Refusal.NOTHING_PUBLISHED.because("The request has no events.");
    }
    PublishResponse.Builder response =
        PublishResponse.newBuilder()
            .setSchemaId(declared.schemaId())
            .setRpcId(UUID.randomUUID().toString());
    request.getEventsList().forEach(event -> response.addResults(publish(event, declared)));
    return response.build();
  }

  private PublishResult publish(ProducerEvent event, PlatformEvents.Declared declared) {
    String fault = fault(event, declared);
    PublishResult.Builder result = PublishResult.newBuilder().setCorrelationKey(event.getId());
    if (fault != null) {
      return result.setError(Error.newBuilder().setCode(ErrorCode.PUBLISH).setMsg(fault)).build();
    }
    String id = event.getId().isEmpty() ? UUID.randomUUID().toString() : event.getId();
    EventLog.Entry entry =
        log.add(new Event.Published(declared.name(), id, declared.schemaId(), event.getPayload()));
    return result.setReplayId(entry.replayId()).build();
  }

  private static @Nullable String fault(ProducerEvent event, PlatformEvents.Declared declared) {
    if (!event.getSchemaId().equals(declared.schemaId())) {
      return "the schema " + event.getSchemaId() + " is not that of the topic";
    }
    if (event.getPayload().size() > LARGEST_EVENT) {
      return "the event is larger than 1 MB";
    }
    return PlatformEvents.fault(declared.schema(), event.getPayload());
  }
}
