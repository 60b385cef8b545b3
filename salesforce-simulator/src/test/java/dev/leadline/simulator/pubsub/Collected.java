package dev.leadline.simulator.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a stream brought, in the order it came. */
final class Collected<A> implements StreamObserver<A> {
  private sealed interface Came<A> {
    record Answer<A>(A answer) implements Came<A> {}

    record Failure<A>(Throwable error) implements Came<A> {}

    record End<A>() implements Came<A> {}
  }

  private final BlockingQueue<Came<A>> came = new LinkedBlockingQueue<>();

  @Override
  public void onNext(A answer) {
    came.add(new Came.Answer<>(answer));
  }

  @Override
  public void onError(Throwable error) {
    came.add(new Came.Failure<>(error));
  }

  @Override
  public void onCompleted() {
    came.add(new Came.End<>());
  }

  private Came<A> take() throws InterruptedException {
    return Objects.requireNonNull(came.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  A next() throws InterruptedException {
    return switch (take()) {
      case Came.Answer<A>(A answer) -> answer;
      case Came.Failure<A>(Throwable error) -> throw new AssertionError("no answer came", error);
      case Came.End<A>() -> throw new AssertionError("the stream ended");
    };
  }

  A nextWith(Predicate<A> wanted) throws InterruptedException {
    for (A answer = next(); ; answer = next()) {
      if (wanted.test(answer)) {
        return answer;
      }
    }
  }

  void ended() throws InterruptedException {
    while (!(take() instanceof Came.End<A>)) {
      // keep-alives may come before the end
    }
  }

  StatusRuntimeException error() throws InterruptedException {
    Came<A> last = take();
    assertThat(last).isInstanceOf(Came.Failure.class);
    return (StatusRuntimeException) ((Came.Failure<A>) last).error();
  }
}
