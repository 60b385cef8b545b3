package dev.leadline.outbox;

import java.time.Duration;

/** What became of a message. */
public sealed interface Delivery {
  /** The other side knows, or need not. */
  record Done() implements Delivery {}

  /** Try again after a while. */
  record Later(Duration pause, String note) implements Delivery {}

  /** A person must act first. */
  record Parked(String note) implements Delivery {}

  Delivery DONE = new Done();
}
