/**
 * Whom do these keys mean: nobody or one. Comes in: {@link Who}, {@link Key}s. Goes out: prospect
 * ids. Owns {@code identity_key}.
 */
@NullMarked
package dev.leadline.identity;

import org.jspecify.annotations.NullMarked;
