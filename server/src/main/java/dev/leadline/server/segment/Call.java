package dev.leadline.server.segment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as read: its events, and what holds for all of them.
 *
 * @param rest of a batch, what its events lack but inherit, as JSON; empty if nothing
 * @param surplus events left out because there were too many
 */
record Call(
    List<Event> events,
    @Nullable String writeKey,
    @Nullable Instant sentAt,
    @Nullable Instant timestamp,
    Wishes wishes,
    String rest,
    int surplus) {

  static Call of(Event event) {
    return new Call(List.of(event), event.writeKey, null, null, new Wishes(), "", 0);
  }
}
