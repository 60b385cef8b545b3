package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import dev.leadline.simulator.auth.Session;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's stream: a thread that hands events on while the subscriber has asked for more.
 */
final class Subscription implements Runnable {
  static final int MOST_OUTSTANDING = 100;

  private final Bus bus;
  private final Session session;
  private final Topics.Topic topic;
  private final Sink sink;
  private long place;
  private int wanted;
  private boolean closed;
  private @Nullable StatusRuntimeException ending;

  /** Where the events go: the two kinds of streams have messages of their own. */
  interface Sink {
    void send(List<ConsumerEvent> events, ByteString latest, int stillWanted);

    void fail(StatusRuntimeException error);
  }

  /**
   * What all subscriptions share.
   *
   * @param keepAlive how long a subscriber goes without a message at most
   */
  record Bus(EventLog log, Delivery delivery, Gate gate, Duration keepAlive) {}

  Subscription(Bus bus, Session session, Topics.Topic topic, long after, Sink sink) {
    this.bus = bus;
    this.session = session;
    this.topic = topic;
    this.place = after;
    this.sink = sink;
  }

  String topicName() {
    return topic.name();
  }

  /** The subscriber takes so many more; what it may have outstanding is limited. */
  void request(int more) {
    synchronized (this) {
      wanted = (int) Math.min((long) wanted + more, MOST_OUTSTANDING);
    }
    bus.log().wake();
  }

  /** The subscriber has left. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    bus.log().wake();
  }

  /** Ends the stream with an error. */
  void end(StatusRuntimeException error) {
    synchronized (this) {
      ending = error;
    }
    bus.log().wake();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized int wanted() {
    return wanted;
  }

  @Override
  public void run() {
    try {
      long lastSent = System.nanoTime();
      while (!isClosed()) {
        checkLife();
        if (deliver()) {
          lastSent = System.nanoTime();
          continue;
        }
        long left = bus.keepAlive().toNanos() - (System.nanoTime() - lastSent);
        if (left <= 0) {
          keepAlive();
          lastSent = System.nanoTime();
        } else {
          pause(left);
        }
      }
    } catch (StatusRuntimeException error) {
      sink.fail(error);
    } catch (InterruptedException stopped) {
      sink.fail(Refusal.UNAVAILABLE.because("The service is shutting down."));
    }
  }

  private void checkLife() {
    StatusRuntimeException error;
    synchronized (this) {
      error = ending;
    }
    if (error != null) {
      throw error;
    }
    if (!bus.gate().isAlive(session)) {
      throw Refusal.NOT_AUTHENTICATED.because("The session has expired.");
    }
  }

  /** Sends one batch if there is something to send and someone to take it. */
  private boolean deliver() {
    int most = wanted();
    if (most == 0) {
      return false;
    }
    EventLog.Read read = bus.log().after(place, topic.wanted(), most);
    if (read.entries().isEmpty()) {
      place = read.upTo();
      return false;
    }
    List<ConsumerEvent> batch = bus.delivery().batch(read.entries(), session.userId());
    EventLog.Entry last = read.entries().get(batch.size() - 1);
    place = last.number();
    int left;
    synchronized (this) {
      wanted -= batch.size();
      left = wanted;
    }
    sink.send(batch, last.replayId(), left);
    return true;
  }

  private void keepAlive() {
    EventLog.Entry tip = bus.log().tip();
    boolean upToDate = bus.log().after(place, topic.wanted(), 1).entries().isEmpty();
    // Someone who still has events to fetch must not be told to skip them.
    if (upToDate) {
      place = tip.number();
    }
    sink.send(List.of(), EventLog.replayId(place), wanted());
  }

  private void pause(long nanos) throws InterruptedException {
    bus.log().await(this::hasReasonToGoOn, nanos);
  }

  private synchronized boolean hasReasonToGoOn() {
    return closed || ending != null || (wanted > 0 && bus.log().newest() > place);
  }
}
