/**
 * Benchmarks of a hub in a process of its own, against a floor measured in the same run on the same
 * database. Comes in: how long, how hard. Goes out: a table or JSON. Owns no table: what it writes,
 * it writes into a database made for the run.
 */
@NullMarked
package dev.leadline.bench;

import org.jspecify.annotations.NullMarked;
