package dev.leadline.simulator.wire;

import tools.jackson.core.JsonGenerator;

/** A part of a JSON tree that writes itself, so that large results are not held as trees. */
@FunctionalInterface
public interface Streamed {
  void writeTo(JsonGenerator out);
}
