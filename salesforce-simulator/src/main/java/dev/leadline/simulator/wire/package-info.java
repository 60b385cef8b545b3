/**
 * How values travel: JSON text comes in as plain maps, lists and scalars, and the same trees go out
 * as JSON.
 *
 * <p>Owns the forms of dates, times and numbers on the wire; it knows no resources.
 */
@NullMarked
package dev.leadline.simulator.wire;

import org.jspecify.annotations.NullMarked;
