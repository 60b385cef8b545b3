/**
 * Business units and their settings; everything else carries a unit id. Comes in: edits by an
 * administrator. Goes out: {@link Unit}, {@link Source}. Owns {@code unit}, {@code source}, {@code
 * secret}.
 */
@NullMarked
package dev.leadline.unit;

import org.jspecify.annotations.NullMarked;
