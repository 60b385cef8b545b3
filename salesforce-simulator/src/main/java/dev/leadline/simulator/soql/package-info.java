/**
 * SOQL and SOSL, read and answered: query text comes in, rows, counts and groups go out, or a
 * {@link dev.leadline.simulator.soql.SoqlError} in the org's own words. The room owns the grammar,
 * the evaluation and the query cursors; records it sees only through {@link
 * dev.leadline.simulator.soql.View}.
 */
@NullMarked
package dev.leadline.simulator.soql;

import org.jspecify.annotations.NullMarked;
