/**
 * The one door through which a prospect changes, whoever asks; one transaction per batch. Comes in:
 * {@link Change}s. Goes out: {@link Outcome}s. Owns no table.
 */
@NullMarked
package dev.leadline.intake;

import org.jspecify.annotations.NullMarked;
