/** Tests of the Pub/Sub API with the stubs that its clients use. */
@NullMarked
package dev.leadline.simulator.pubsub;

import org.jspecify.annotations.NullMarked;
