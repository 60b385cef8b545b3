package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import dev.leadline.simulator.auth.Session;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Subscribe call: the first request says what and from where, the others only how much more.
 */
final class SubscribeStream implements StreamObserver<FetchRequest>, Subscription.Sink {
  private final Streams streams;
  private final Session session;
  private final Answers<FetchResponse> answers;
  private @Nullable Subscription subscription;
  private @Nullable String askedTopic;

  SubscribeStream(Streams streams, Session session, StreamObserver<FetchResponse> answers) {
    this.streams = streams;
    this.session = session;
    this.answers = new Answers<>(answers);
  }

  @Override
  public void onNext(FetchRequest request) {
    try {
      if (request.getNumRequested() <= 0) {
        throw Refusal.BAD_COUNT.because("num_requested must be greater than zero.");
      }
      Subscription running = subscription;
      if (running == null) {
        running = streams.open(session, request.getTopicName(), start(request), this);
        subscription = running;
        askedTopic = request.getTopicName();
      } else if (!request.getTopicName().isEmpty() && !request.getTopicName().equals(askedTopic)) {
        throw Refusal.OTHER_TOPIC.because("The topic of a stream cannot change.");
      }
      running.request(request.getNumRequested());
    } catch (StatusRuntimeException refused) {
      streams.close(subscription);
      answers.fail(refused);
    }
  }

  private static Streams.Start start(FetchRequest request) {
    return switch (request.getReplayPreset()) {
      case EARLIEST -> new Streams.Start.Earliest();
      case CUSTOM -> after(request.getReplayId());
      case LATEST, UNRECOGNIZED -> new Streams.Start.Latest();
    };
  }

  private static Streams.Start after(ByteString replayId) {
    if (replayId.isEmpty()) {
      throw Refusal.NO_REPLAY_ID.because(ReplayPreset.CUSTOM + " needs a replay_id.");
    }
    return new Streams.Start.After(replayId);
  }

  @Override
  public void send(List<ConsumerEvent> events, ByteString latest, int stillWanted) {
    answers.send(
        FetchResponse.newBuilder()
            .addAllEvents(events)
            .setLatestReplayId(latest)
            .setPendingNumRequested(stillWanted)
            .setRpcId(UUID.randomUUID().toString())
            .build());
  }

  @Override
  public void fail(StatusRuntimeException error) {
    answers.fail(error);
  }

  @Override
  public void onError(Throwable gone) {
    streams.close(subscription);
  }

  @Override
  public void onCompleted() {
    streams.close(subscription);
    answers.complete();
  }
}
