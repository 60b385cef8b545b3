package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies in the log, kept in its cheapest form and encoded when it is delivered. */
sealed interface Event {
  /**
   * The same change to one or more records.
   *
   * @param change one of the changes, to read the values from; null where only the header is told
   */
  record Changed(
      Origin origin,
      int sequence,
      ChangeType type,
      ObjectType entity,
      List<String> recordIds,
      @Nullable Change change)
      implements Event {
    public Changed {
      recordIds = List.copyOf(recordIds);
    }
  }

  /** The transaction that changes come from. */
  record Origin(
      String changeOrigin, String transactionKey, long at, long commitNumber, String user) {}

  /** A platform event as its publisher encoded it. */
  record Published(String name, String id, String schemaId, ByteString payload) implements Event {}

  /** A place in the log without an event, so that idle subscribers have a position to keep. */
  record Marker() implements Event {}
}
