/**
 * Compare and plan: from the base, ours and theirs, what is to be done about a prospect and its
 * record. Pure: values come in, a {@link Decision} goes out; it reads and writes nothing.
 */
@NullMarked
package dev.leadline.plan;

import org.jspecify.annotations.NullMarked;
