package dev.leadline.server.segment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event as it is being read: fields are filled in the order in which the sender put them. */
final class Event {
  /** The types there are; each path's short form is the first letter. */
  static final List<String> TYPES =
      List.of("identify", "track", "page", "screen", "group", "alias");

  /** For what has no type, or none that there is. */
  static final String NO_TYPE = "invalid";

  /** Where it begins and ends in the body. */
  int from;

  int to;
  boolean empty = true;

  @Nullable String type;
  @Nullable String messageId;
  @Nullable String userId;
  @Nullable String writeKey;
  @Nullable Instant timestamp;
  @Nullable Instant originalTimestamp;
  @Nullable Instant sentAt;
  @Nullable Map<String, @Nullable Object> traits;
  final Wishes wishes = new Wishes();

  /** Its type among those there are. */
  String knownType() {
    return type != null && TYPES.contains(type) ? type : NO_TYPE;
  }
}
