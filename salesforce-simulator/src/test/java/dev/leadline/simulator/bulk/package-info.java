/** Tests of the Bulk API over real HTTP. */
@NullMarked
package dev.leadline.simulator.bulk;

import org.jspecify.annotations.NullMarked;
