package dev.leadline.simulator.pubsub;

import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ManagedFetchRequest;
import com.salesforce.eventbus.protobuf.ManagedFetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.SchemaInfo;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import dev.leadline.simulator.auth.Session;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the Pub/Sub API. */
final class Service extends PubSubGrpc.PubSubImplBase {
  private final Topics topics;
  private final EventSchemas schemas;
  private final Publishing publishing;
  private final Streams streams;
  private final String tenant;

  Service(
      Topics topics, EventSchemas schemas, Publishing publishing, Streams streams, String tenant) {
    this.topics = topics;
    this.schemas = schemas;
    this.publishing = publishing;
    this.streams = streams;
    this.tenant = tenant;
  }

  @Override
  public void getTopic(TopicRequest request, StreamObserver<TopicInfo> answer) {
    Session session = Gate.session();
    answer(
        answer,
        () -> {
          Topics.Topic topic = topics.need(request.getTopicName(), session);
          return TopicInfo.newBuilder()
              .setTopicName(topic.name())
              .setTenantGuid("core/simulator/" + tenant)
              .setCanPublish(topic.published() != null)
              .setCanSubscribe(true)
              .setSchemaId(topic.schemaId())
              .setRpcId(UUID.randomUUID().toString())
              .build();
        });
  }

  @Override
  public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> answer) {
    answer(
        answer,
        () -> {
          if (request.getSchemaId().isBlank()) {
            throw Refusal.EMPTY_SCHEMA.because("Schema ID is blank.");
          }
          String json = schemas.json(request.getSchemaId());
          if (json == null) {
            throw Refusal.NO_SCHEMA.because("No schema " + request.getSchemaId() + ".");
          }
          return SchemaInfo.newBuilder()
              .setSchemaId(request.getSchemaId())
              .setSchemaJson(json)
              .setRpcId(UUID.randomUUID().toString())
              .build();
        });
  }

  @Override
  public void publish(PublishRequest request, StreamObserver<PublishResponse> answer) {
    Session session = Gate.session();
    answer(answer, () -> publishing.publish(request, request.getTopicName(), session));
  }

  private static <A> void answer(StreamObserver<A> answer, Supplier<A> work) {
    try {
      answer.onNext(work.get());
      answer.onCompleted();
    } catch (StatusRuntimeException refused) {
      answer.onError(refused);
    }
  }

  @Override
  public StreamObserver<PublishRequest> publishStream(StreamObserver<PublishResponse> answers) {
    return new PublishStream(publishing, Gate.session(), answers);
  }

  @Override
  public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> answers) {
    return new SubscribeStream(streams, Gate.session(), answers);
  }

  @Override
  public StreamObserver<ManagedFetchRequest> managedSubscribe(
      StreamObserver<ManagedFetchResponse> answers) {
    return new ManagedStream(streams, Gate.session(), answers);
  }

  /** Publishes batch after batch to the topic of the first. */
  private static final class PublishStream implements StreamObserver<PublishRequest> {
    private final Publishing publishing;
    private final Session session;
    private final StreamObserver<PublishResponse> answers;
    private @Nullable String topic;

    PublishStream(Publishing publishing, Session session, StreamObserver<PublishResponse> answers) {
      this.publishing = publishing;
      this.session = session;
      this.answers = answers;
    }

    @Override
    public void onNext(PublishRequest request) {
      try {
        String first = topic;
        if (first == null) {
          first = request.getTopicName();
        } else if (!request.getTopicName().isEmpty() && !request.getTopicName().equals(first)) {
          throw Refusal.OTHER_PUBLISH_TOPIC.because("The topic of a stream cannot change.");
        }
        answers.onNext(publishing.publish(request, first, session));
        topic = first;
      } catch (StatusRuntimeException refused) {
        answers.onError(refused);
      }
    }

    @Override
    public void onError(Throwable gone) {
      // The publisher has left; what it published stays.
    }

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }
}
