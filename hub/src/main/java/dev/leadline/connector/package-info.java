/**
 * Connect: which {@link Remote} a unit is connected to, by what policy, and which field is which
 * over there. Comes in: a person's settings, what a remote tells of itself. Goes out: the seam that
 * every remote implements, the active mapping. Owns {@code sync_connector}, {@code sync_field}.
 */
@NullMarked
package dev.leadline.connector;

import org.jspecify.annotations.NullMarked;
