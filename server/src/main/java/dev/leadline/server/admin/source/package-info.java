/**
 * The pages about sources and what they send. Comes in: edits of sources. Goes out: sources, HTML.
 * Owns nothing.
 */
@NullMarked
package dev.leadline.server.admin.source;

import org.jspecify.annotations.NullMarked;
