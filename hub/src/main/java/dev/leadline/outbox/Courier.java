package dev.leadline.outbox;

import dev.leadline.prospect.Draft;
import java.util.List;

/** One who takes messages to another system. */
public interface Courier {
  /** Stable: it is stored with each message. */
  String name();

  /** Whether the other side has to hear of this change. Asked inside the writing transaction. */
  boolean wants(Draft draft);

  /**
   * Whether messages of this unit can be taken now; until then they wait untouched, so that a pause
   * costs nothing.
   */
  default boolean open(int unit) {
    return true;
  }

  /**
   * Takes messages of one unit; answers one delivery for each, in order. Throwing means that none
   * was delivered and all are tried later.
   */
  List<Delivery> deliver(int unit, List<Message> messages);
}
