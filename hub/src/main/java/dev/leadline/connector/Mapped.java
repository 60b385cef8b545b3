package dev.leadline.connector;

import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.prospect.Draft;
import java.util.Set;
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
  /** What can be synced though it is no field. */
  public static final Set<String> NOT_FIELDS = Set.of(Draft.SCORE, Draft.OWNER);

  /** Whether it takes part in the sync. */
  public boolean active() {
    return enabled && trouble == null;
  }
}
