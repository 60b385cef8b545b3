package dev.leadline.sync;

import dev.leadline.sync.Remote.RemoteField;
import org.jspecify.annotations.Nullable;

/**
 * One field of ours that is one field of theirs, for one type of record.
 *
 * @param field our field's name, or {@code score} or {@code assigned_to}
 * @param theirs as the remote last described it; its options are not kept
 * @param trouble why it cannot be synced at present
 */
public record Mapped(
    String type,
    String field,
    RemoteField theirs,
    Winner winner,
    boolean enabled,
    @Nullable String trouble) {

  /** Whether it takes part in the sync. */
  public boolean active() {
    return enabled && trouble == null;
  }
}
