package dev.leadline.simulator.pubsub;

import static dev.leadline.simulator.pubsub.PubSubBench.LEADS;
import static dev.leadline.simulator.pubsub.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.salesforce.eventbus.protobuf.CommitReplayRequest;
import com.salesforce.eventbus.protobuf.ManagedFetchRequest;
import com.salesforce.eventbus.protobuf.ManagedFetchResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions that the org remembers the place of. */
class ManagedIT {
  private final PubSubBench bench;

  ManagedIT() throws IOException {
    bench = new PubSubBench(Duration.ofMillis(300), 100_000);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aManagedSubscriptionGoesOnWhereItsSubscriberCommitted() throws Exception {
    bench.pubSub.managedSubscriptions().declare("Mine", LEADS, true);
    bench.leads(3);
    Collected<ManagedFetchResponse> first = new Collected<>();
    StreamObserver<ManagedFetchRequest> requests = bench.streams().managedSubscribe(first);
    requests.onNext(
        ManagedFetchRequest.newBuilder().setDeveloperName("Mine").setNumRequested(2).build());
    ManagedFetchResponse two = first.next();
    assertThat(two.getEventsCount()).isEqualTo(2);
    assertRefused(
        managedError("Mine"), Status.Code.ALREADY_EXISTS, "managed.subscription.already.active");
    requests.onNext(
        ManagedFetchRequest.newBuilder()
            .setCommitReplayIdRequest(
                CommitReplayRequest.newBuilder()
                    .setCommitRequestId("c1")
                    .setReplayId(two.getEvents(0).getReplayId()))
            .build());
    ManagedFetchResponse committed = first.nextWith(ManagedFetchResponse::hasCommitResponse);
    assertThat(committed.getCommitResponse().getCommitRequestId()).isEqualTo("c1");
    assertThat(committed.getCommitResponse().hasError()).isFalse();
    requests.onCompleted();
    first.ended();
    Collected<ManagedFetchResponse> again = new Collected<>();
    StreamObserver<ManagedFetchRequest> more = bench.streams().managedSubscribe(again);
    more.onNext(
        ManagedFetchRequest.newBuilder().setDeveloperName("Mine").setNumRequested(5).build());
    assertThat(again.next().getEventsList()).hasSize(2).first().isEqualTo(two.getEvents(1));
    more.onCompleted();
  }

  @Test
  void aManagedSubscriptionMustBeDeclared() throws Exception {
    assertRefused(
        managedError("Nobody"),
        Status.Code.NOT_FOUND,
        "managed.subscription.developer.name.not.found");
    assertRefused(
        managedError(""),
        Status.Code.INVALID_ARGUMENT,
        "managed.subscription.id.or.developer.name.empty");
  }

  private StatusRuntimeException managedError(String name) throws InterruptedException {
    Collected<ManagedFetchResponse> answers = new Collected<>();
    bench
        .streams()
        .managedSubscribe(answers)
        .onNext(ManagedFetchRequest.newBuilder().setDeveloperName(name).setNumRequested(1).build());
    return answers.error();
  }
}
