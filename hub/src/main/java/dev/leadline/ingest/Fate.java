package dev.leadline.ingest;

/** What became of a signal. */
public enum Fate {
  CREATED,
  UPDATED,
  /** The prospect was like that already. */
  UNCHANGED,
  /** Not for us: another type of call, or switched off by the sender. */
  IGNORED,
  /** The sender's fault; the note says which. */
  REFUSED,
  /** Came with a write key that we do not know. */
  QUARANTINED,
  /** Our fault; it can be replayed. */
  FAILED
}
