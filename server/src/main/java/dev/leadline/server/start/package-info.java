/**
 * Brings the server up and takes it down: one configuration class per stage of the flow. Comes in:
 * a {@link dev.leadline.server.wiring.Hub}. Goes out: an open port. Owns the process.
 */
@NullMarked
package dev.leadline.server.start;

import org.jspecify.annotations.NullMarked;
