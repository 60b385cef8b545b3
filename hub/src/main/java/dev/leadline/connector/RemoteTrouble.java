package dev.leadline.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call to the remote failed as a whole; says who must act. */
public final class RemoteTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Who must act. */
  public enum Kind {
    /** Nobody: it passes (time-outs, 5xx, maintenance). */
    PASSING,
    /** Nobody: the quota is used up; wait as long as said. */
    QUOTA,
    /** An administrator: credentials, permissions, settings. */
    CONFIGURATION,
    /** We. */
    BUG
  }

  private final Kind kind;
  private final Duration pause;

  public RemoteTrouble(Kind kind, String message, Duration pause, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.pause = pause;
  }

  public Kind kind() {
    return kind;
  }

  /** How long to leave the remote alone. */
  public Duration pause() {
    return pause;
  }
}
