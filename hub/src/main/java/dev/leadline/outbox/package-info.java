/**
 * What must leave, kept until it has. Comes in: prospects that changed. Goes out: {@link Message}s,
 * claimed by a courier. Owns {@code outbox}.
 */
@NullMarked
package dev.leadline.outbox;

import org.jspecify.annotations.NullMarked;
