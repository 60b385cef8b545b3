/**
 * The store of prospects: standard and custom fields, tags, score, owner, archive, and the history
 * of every change with its origin. Comes in: {@link Draft}s to write, queries. Goes out: {@link
 * Prospect}s. Owns {@code field}, {@code prospect}, {@code prospect_change}.
 */
@NullMarked
package dev.leadline.prospect;

import org.jspecify.annotations.NullMarked;
