/**
 * The pages about prospects. Comes in: searches and edits by people. Goes out: changes to intake,
 * HTML, CSV. Owns nothing.
 */
@NullMarked
package dev.leadline.server.admin.prospect;

import org.jspecify.annotations.NullMarked;
