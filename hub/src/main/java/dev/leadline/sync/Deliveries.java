package dev.leadline.sync;

import dev.leadline.connector.RemoteTrouble;
import dev.leadline.link.SyncErrors.Fault;
import dev.leadline.outbox.Delivery;
import dev.leadline.outbox.Message;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each message of a round.
 *
 * @param cases by message
 * @param faults by prospect
 * @param trouble what ended the round early, if anything did
 */
record Deliveries(Map<Long, Case> cases, Map<Long, Fault> faults, @Nullable RemoteTrouble trouble) {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  Delivery of(Message message) {
    Case one = cases.get(message.id());
    if (one == null) {
      return Delivery.DONE; // the prospect is no more
    }
    Fault fault = faults.get(message.prospect());
    if (fault != null) {
      String note = fault.code() + ": " + fault.message();
      return switch (fault.remedy()) {
        case RETRY -> new Delivery.Later(pause(message.attempts()), note);
        case RELINK, PERSON, BUG -> new Delivery.Parked(note);
      };
    }
    if (trouble != null && undone(one)) {
      return new Delivery.Later(trouble.pause(), String.valueOf(trouble.getMessage()));
    }
    return Delivery.DONE;
  }

  private static boolean undone(Case one) {
    boolean unwritten = one.written() == null && one.write().isPresent();
    return one.decision() == null || unwritten || one.elsewhere();
  }

  /** 5 s, 10 s, 20 s … up to ten minutes. */
  static Duration pause(int attempts) {
    Duration pause = Duration.ofSeconds(5L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
