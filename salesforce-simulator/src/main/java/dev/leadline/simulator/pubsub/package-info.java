/**
 * The Pub/Sub API: the org's commits come in, change events go out over gRPC to whoever subscribes;
 * platform events come in by publishing. The room owns the event log with its replay ids, the Avro
 * schemas and the subscriptions.
 */
@NullMarked
package dev.leadline.simulator.pubsub;

import org.jspecify.annotations.NullMarked;
