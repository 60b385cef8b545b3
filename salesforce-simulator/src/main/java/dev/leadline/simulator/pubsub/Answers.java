package dev.leadline.simulator.pubsub;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** The answering side of a stream, used by several threads and silent once it has ended. */
final class Answers<A> {
  private final StreamObserver<A> observer;
  private boolean ended;

  Answers(StreamObserver<A> observer) {
    this.observer = observer;
  }

  synchronized void send(A answer) {
    if (!ended) {
      try {
        observer.onNext(answer);
      } catch (StatusRuntimeException | IllegalStateException cancelled) {
        // The other side has left between two messages.
        ended = true;
      }
    }
  }

  synchronized void fail(StatusRuntimeException error) {
    if (!ended) {
      ended = true;
      observer.onError(error);
    }
  }

  synchronized void complete() {
    if (!ended) {
      ended = true;
      observer.onCompleted();
    }
  }
}
