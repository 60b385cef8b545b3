/**
 * Segment's ingest contract on the wire. Comes in: HTTP calls by anybody with a write key. Goes
 * out: {@link dev.leadline.ingest.Signal}s, and an answer once they are durable. Owns the paths
 * below {@code /v1}. Foreign words stay in here; README.md names the oddities of the contract.
 */
@NullMarked
package dev.leadline.server.segment;

import org.jspecify.annotations.NullMarked;
