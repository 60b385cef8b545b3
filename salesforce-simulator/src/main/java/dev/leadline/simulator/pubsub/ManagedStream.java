package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.CommitReplayRequest;
import com.salesforce.eventbus.protobuf.CommitReplayResponse;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.Error;
import com.salesforce.eventbus.protobuf.ErrorCode;
import com.salesforce.eventbus.protobuf.ManagedFetchRequest;
import com.salesforce.eventbus.protobuf.ManagedFetchResponse;
import dev.leadline.simulator.auth.Session;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ManagedSubscribe call: the org remembers the place that its subscriber commits. */
final class ManagedStream implements StreamObserver<ManagedFetchRequest>, Subscription.Sink {
  private final Streams streams;
  private final Session session;
  private final Answers<ManagedFetchResponse> answers;
  private ManagedSubscriptions.@Nullable Managed managed;
  private @Nullable Subscription subscription;

  ManagedStream(Streams streams, Session session, StreamObserver<ManagedFetchResponse> answers) {
    this.streams = streams;
    this.session = session;
    this.answers = new Answers<>(answers);
  }

  @Override
  public void onNext(ManagedFetchRequest request) {
    try {
      if (request.getNumRequested() < 0) {
        throw Refusal.BAD_MANAGED_COUNT.because("num_requested must not be negative.");
      }
      Subscription running = subscription;
      ManagedSubscriptions.Managed mine = managed;
      if (running == null || mine == null) {
        running = begin(request);
      } else if (request.hasCommitReplayIdRequest()) {
        commit(mine, request.getCommitReplayIdRequest());
      }
      if (request.getNumRequested() > 0) {
        running.request(request.getNumRequested());
      }
    } catch (StatusRuntimeException refused) {
      end();
      answers.fail(refused);
    }
  }

  private Subscription begin(ManagedFetchRequest request) {
    if (request.hasCommitReplayIdRequest()) {
      throw Refusal.EARLY_COMMIT.because("The first request cannot commit.");
    }
    ManagedSubscriptions.Managed mine =
        streams.managed().need(request.getSubscriptionId(), request.getDeveloperName());
    if (!mine.enter()) {
      throw Refusal.ALREADY_ACTIVE.because("The managed subscription is active already.");
    }
    managed = mine;
    Subscription running = streams.open(session, mine.topic(), start(mine), this);
    subscription = running;
    return running;
  }

  /** A committed place that has expired counts for nothing. */
  private Streams.Start start(ManagedSubscriptions.Managed mine) {
    ByteString committed = mine.committed();
    if (committed != null && streams.has(committed)) {
      return new Streams.Start.After(committed);
    }
    return mine.fromEarliest() ? new Streams.Start.Earliest() : new Streams.Start.Latest();
  }

  private void commit(ManagedSubscriptions.Managed mine, CommitReplayRequest request) {
    CommitReplayResponse.Builder response =
        CommitReplayResponse.newBuilder()
            .setCommitRequestId(request.getCommitRequestId())
            .setReplayId(request.getReplayId())
            .setProcessTime(System.currentTimeMillis());
    if (streams.has(request.getReplayId())) {
      mine.commit(request.getReplayId());
    } else {
      response.setError(
          Error.newBuilder()
              .setCode(ErrorCode.COMMIT)
              .setMsg("The replay ID is invalid or outside the retention window."));
    }
    answers.send(
        ManagedFetchResponse.newBuilder()
            .setCommitResponse(response)
            .setRpcId(UUID.randomUUID().toString())
            .build());
  }

  @Override
  public void send(List<ConsumerEvent> events, ByteString latest, int stillWanted) {
    answers.send(
        ManagedFetchResponse.newBuilder()
            .addAllEvents(events)
            .setLatestReplayId(latest)
            .setPendingNumRequested(stillWanted)
            .setRpcId(UUID.randomUUID().toString())
            .build());
  }

  @Override
  public void fail(StatusRuntimeException error) {
    end();
    answers.fail(error);
  }

  @Override
  public void onError(Throwable gone) {
    end();
  }

  @Override
  public void onCompleted() {
    end();
    answers.complete();
  }

  private void end() {
    streams.close(subscription);
    ManagedSubscriptions.Managed mine = managed;
    if (mine != null && subscription != null) {
      mine.leave();
      managed = null;
    }
  }
}
