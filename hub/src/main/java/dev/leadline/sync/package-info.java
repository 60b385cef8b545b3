/**
 * Act: the two-way engine, knowing no remote by name. Comes in: messages from the outbox, changes
 * of a {@link dev.leadline.connector.Remote}. Goes out: writes to the remote, changes to intake,
 * members to campaigns, explanations. It asks {@code plan} what to do and {@code link} what was
 * agreed.
 */
@NullMarked
package dev.leadline.sync;

import org.jspecify.annotations.NullMarked;
