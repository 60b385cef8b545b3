package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import dev.leadline.simulator.auth.Session;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The subscriptions that are open, and how one is opened. */
final class Streams {
  private static final int MOST = 1_000;

  private final Subscription.Bus bus;
  private final Topics topics;
  private final ManagedSubscriptions managed;
  private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

  Streams(Subscription.Bus bus, Topics topics, ManagedSubscriptions managed) {
    this.bus = bus;
    this.topics = topics;
    this.managed = managed;
  }

  ManagedSubscriptions managed() {
    return managed;
  }

  /** Where a subscription begins. */
  sealed interface Start {
    record Latest() implements Start {}

    record Earliest() implements Start {}

    record After(ByteString replayId) implements Start {}
  }

  /** Opens a subscription and lets it run until its subscriber leaves or it fails. */
  Subscription open(Session session, String topicName, Start start, Subscription.Sink sink) {
    Topics.Topic topic = topics.need(topicName, session);
    if (open.size() >= MOST) {
      throw Refusal.TOO_MANY_CLIENTS.because("Too many clients subscribe.");
    }
    Subscription subscription = new Subscription(bus, session, topic, place(start), sink);
    open.add(subscription);
    Thread.ofVirtual()
        .name("subscription " + topic.name())
        .start(() -> {
          try {
            subscription.run();
          } finally {
            open.remove(subscription);
          }
        });
    return subscription;
  }

  /** Whether the log has this place. */
  boolean has(ByteString replayId) {
    return bus.log().place(replayId).isPresent();
  }

  private long place(Start start) {
    return switch (start) {
      case Start.Latest latest -> bus.log().tip().number();
      case Start.Earliest earliest -> bus.log().beforeAll();
      case Start.After after ->
          bus.log()
              .place(after.replayId())
              .orElseThrow(() ->
                  Refusal.BAD_REPLAY_ID.because(
                      "The Replay ID validation failed. Ensure that the Replay ID is valid and"
                          + " within the retention window."));
    };
  }

  void close(@Nullable Subscription subscription) {
    if (subscription != null) {
      subscription.close();
    }
  }

  /** Cuts every stream, as a restart of the service does. */
  void cutAll() {
    open.forEach(subscription ->
        subscription.end(Refusal.UNAVAILABLE.because("The service is unavailable.")));
  }
}
