package dev.leadline.simulator.pubsub;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Answers of a stream in the order they came. */
final class Collected<A> implements StreamObserver<A> {
  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();

  @Override
  public void onNext(A answer) {
    came.add(answer);
  }

  @Override
  public void onError(Throwable error) {
    came.add(error);
  }

  @Override
  public void onCompleted() {
    came.add("completed");
  }

  private Object take() throws InterruptedException {
    return Objects.requireNonNull(came.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  @SuppressWarnings("unchecked") // what is neither an error nor the end is an answer
  A next() throws InterruptedException {
    return (A) take();
  }

  A nextWith(Predicate<A> wanted) throws InterruptedException {
    for (A answer = next(); ; answer = next()) {
      if (wanted.test(answer)) {
        return answer;
      }
    }
  }

  void ended() throws InterruptedException {
    while (!"completed".equals(take())) {
      // keep-alives may come before the end
    }
  }

  StatusRuntimeException error() throws InterruptedException {
    return (StatusRuntimeException) take();
  }
}
