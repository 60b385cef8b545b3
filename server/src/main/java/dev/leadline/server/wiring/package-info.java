/**
 * The rooms put together in the order of the flow. Comes in: the database and settings. Goes out:
 * one {@link dev.leadline.server.wiring.Hub} that every door is handed. Owns nothing.
 */
@NullMarked
package dev.leadline.server.wiring;

import org.jspecify.annotations.NullMarked;
