package dev.leadline.simulator.pubsub;

import java.util.Arrays;
import java.util.List;

/** What a change event tells of; the names are those of the Avro enumeration, in its order. */
public enum ChangeType {
  CREATE,
  UPDATE,
  DELETE,
  UNDELETE,
  GAP_CREATE,
  GAP_UPDATE,
  GAP_DELETE,
  GAP_UNDELETE,
  GAP_OVERFLOW,
  SNAPSHOT;

  static List<String> symbols() {
    return Arrays.stream(values()).map(ChangeType::name).toList();
  }
}
