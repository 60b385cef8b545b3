/**
 * A Segment call becomes a {@link Signal}: kept, de-duplicated, turned into a change; every
 * signal's fate can be looked up. Comes in: {@link Signal}s. Goes out: changes, {@link Fate}s. Owns
 * {@code signal}.
 */
@NullMarked
package dev.leadline.ingest;

import org.jspecify.annotations.NullMarked;
