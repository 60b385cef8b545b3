/**
 * Remember: which record a prospect is, the values last agreed, how far a remote's changes were
 * read, and what stands between the two. Owns {@code sync_link}, {@code sync_cursor}, {@code
 * sync_error}.
 */
@NullMarked
package dev.leadline.link;

import org.jspecify.annotations.NullMarked;
