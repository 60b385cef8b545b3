/**
 * A hub with a sample company, for somebody who wants to look around. Comes in: where to listen and
 * keep data. Goes out: a running hub beside a simulated Salesforce org, with something going on.
 * Owns the demo's data directory and the simulator's process.
 */
@NullMarked
package dev.leadline.server.demo;

import org.jspecify.annotations.NullMarked;
