package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's end of a Subscribe stream: what came, in order. */
final class Subscriber implements StreamObserver<FetchResponse>, AutoCloseable {
  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
  private final StreamObserver<FetchRequest> requests;
  private final String topic;

  Subscriber(PubSubGrpc.PubSubStub stub, String topic) {
    this.requests = stub.subscribe(this);
    this.topic = topic;
  }

  Subscriber from(ReplayPreset preset, int count) {
    requests.onNext(
        FetchRequest.newBuilder()
            .setTopicName(topic)
            .setReplayPreset(preset)
            .setNumRequested(count)
            .build());
    return this;
  }

  Subscriber after(ByteString replayId, int count) {
    requests.onNext(
        FetchRequest.newBuilder()
            .setTopicName(topic)
            .setReplayPreset(ReplayPreset.CUSTOM)
            .setReplayId(replayId)
            .setNumRequested(count)
            .build());
    return this;
  }

  void more(int count) {
    requests.onNext(FetchRequest.newBuilder().setNumRequested(count).build());
  }

  void send(FetchRequest request) {
    requests.onNext(request);
  }

  @Override
  public void onNext(FetchResponse response) {
    came.add(response);
  }

  @Override
  public void onError(Throwable error) {
    came.add(error);
  }

  @Override
  public void onCompleted() {
    came.add("completed");
  }

  private Object next() throws InterruptedException {
    Object next = came.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within 20 s");
    }
    return next;
  }

  FetchResponse response() throws InterruptedException {
    if (next() instanceof FetchResponse response) {
      return response;
    }
    throw new AssertionError("the stream has ended");
  }

  StatusRuntimeException error() throws InterruptedException {
    for (Object next = next(); ; next = next()) {
      if (next instanceof StatusRuntimeException error) {
        return error;
      }
    }
  }

  /** This many events, over as many responses as they come in. */
  List<ConsumerEvent> events(int count) throws InterruptedException {
    List<ConsumerEvent> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(response().getEventsList());
    }
    return events;
  }

  /** The first response with events. */
  FetchResponse filled() throws InterruptedException {
    FetchResponse response = response();
    while (response.getEventsCount() == 0) {
      response = response();
    }
    return response;
  }

  /** The first response without events. */
  FetchResponse keepAlive() throws InterruptedException {
    FetchResponse response = response();
    while (response.getEventsCount() > 0) {
      response = response();
    }
    return response;
  }

  @Override
  public void close() {
    requests.onCompleted();
  }
}
