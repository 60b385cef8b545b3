/**
 * What happens to calls on their way: each call comes in before it is served, a verdict and a count
 * go out.
 *
 * <p>Owns the call counters, the call log, the daily and concurrent limits, injected faults and the
 * latency model.
 */
@NullMarked
package dev.leadline.simulator.traffic;

import org.jspecify.annotations.NullMarked;
