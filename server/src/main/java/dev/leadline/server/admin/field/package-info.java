/**
 * The pages for the fields of prospects. Comes in: what a person types. Goes out: edits of the
 * field definitions in the room prospect, pages. Owns nothing.
 */
@NullMarked
package dev.leadline.server.admin.field;

import org.jspecify.annotations.NullMarked;
