/**
 * The control API: requests of tests, demos and benchmarks come in, the org is seeded, edited,
 * broken or measured.
 *
 * <p>Owns nothing; it is the outside hand on the other rooms.
 */
@NullMarked
package dev.leadline.simulator.control;

import org.jspecify.annotations.NullMarked;
