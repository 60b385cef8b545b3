/** Tests of the query room, over a small view in memory. */
@NullMarked
package dev.leadline.simulator.soql;

import org.jspecify.annotations.NullMarked;
