/**
 * Remember, compare, plan, act: the two-way engine, knowing no remote by name. Comes in: messages
 * from the outbox, changes of a {@link Remote}. Goes out: writes to the remote, changes to intake,
 * members to campaigns, explanations. Owns {@code sync_connector}, {@code sync_field}, {@code
 * sync_link}, {@code sync_cursor}, {@code sync_error}.
 */
@NullMarked
package dev.leadline.sync;

import org.jspecify.annotations.NullMarked;
